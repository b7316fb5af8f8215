package org.apical.sweep;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import org.apical.app.store.RunLog;
import org.slf4j.LoggerFactory;

/** Warnings of Spark and of what it uses stand in {@code log.txt}, not on the screen. */
final class SparkLog extends AppenderBase<ILoggingEvent> {
    private static final List<String> LOGGERS = List.of("org.apache", "org.sparkproject", "io.netty");
    private static final String NAME = "run log";

    private SparkLog() {}

    static void toRunLog() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (String name : LOGGERS) {
            Logger logger = context.getLogger(name);
            if (logger.getAppender(NAME) == null) {
                SparkLog appender = new SparkLog();
                appender.setName(NAME);
                appender.setContext(context);
                appender.start();
                logger.setLevel(Level.WARN);
                logger.setAdditive(false);
                logger.addAppender(appender);
            }
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String logger = event.getLoggerName();
        RunLog.logger().info("{}: {}", logger.substring(logger.lastIndexOf('.') + 1), event.getFormattedMessage());
    }
}

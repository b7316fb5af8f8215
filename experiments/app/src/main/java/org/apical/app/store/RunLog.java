package org.apical.app.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apical.app.UserError;
import org.apical.app.text.Shown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code log.txt}: what Apical logged during a run, from level INFO, while the screen shows warnings only. */
public final class RunLog implements AutoCloseable {
    private static final String OURS = "org.apical";

    private final ch.qos.logback.classic.Logger logger;
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    private RunLog(Path file, boolean on) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayout layout = new PatternLayout() {
            @Override
            public String doLayout(ILoggingEvent event) {
                return Shown.lines(super.doLayout(event));
            }
        };
        layout.setContext(context);
        layout.setPattern("%d{yyyy-MM-dd HH:mm:ss} %-5level %msg%n");
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setAppend(on);
        appender.setEncoder(encoder);
        appender.start();
        if (!appender.isStarted()) {
            throw new UserError(file + ": expected a file that can be written, found none");
        }
        logger = context.getLogger(OURS);
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
    }

    /**
     * Starts to log into a file of a run; a link is not followed.
     *
     * @param on whether after what stands there, which is replaced otherwise
     */
    public static RunLog open(RunDirectory directory, boolean on) {
        String name = "log.txt";
        if (!on || Files.isSymbolicLink(directory.file(name))) {
            directory.remove(name);
        }
        return new RunLog(directory.file(name), on);
    }

    /** The logger of the application. */
    public static Logger logger() {
        return LoggerFactory.getLogger("org.apical.app");
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
    }
}

package org.apical.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apical.app.store.RunLog;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGINT and SIGTERM while something runs that can go on later. The first asks it to stop where it is at rest; a second one ends the process at once. A shutdown hook would end the process while it
 * waits, whatever else is asked of it.
 */
final class StopSignals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM");
    /** Exit code of a process that a signal has ended, less the number of the signal. */
    private static final int ENDED_BY = 128;

    private final Map<Signal, SignalHandler> former = new LinkedHashMap<>();
    private volatile Signal asked;

    /** @param show where it is said that it will stop */
    StopSignals(Consumer<String> show) {
        for (String name : NAMES) {
            try {
                Signal signal = new Signal(name);
                former.put(signal, Signal.handle(signal, received -> stop(received, show)));
            } catch (IllegalArgumentException e) {
                RunLog.logger().debug("signal {} is not to be had", name, e);
            }
        }
    }

    private void stop(Signal signal, Consumer<String> show) {
        if (asked != null) {
            Runtime.getRuntime().halt(ENDED_BY + signal.getNumber());
        }
        asked = signal;
        show.accept("SIG" + signal.getName() + ": stops after what is under way, a batch or a test; again: at once");
    }

    /** Whether it is to stop. */
    boolean asked() {
        return asked != null;
    }

    /** Throws {@link Stopped} if it is to stop. */
    void stopIfAsked() {
        Signal signal = asked;
        if (signal != null) {
            throw new Stopped("SIG" + signal.getName(), ENDED_BY + signal.getNumber());
        }
    }

    /** A run that has stopped because it was asked to, and can go on. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int exit;

        private Stopped(String signal, int exit) {
            super(signal);
            this.exit = exit;
        }

        /** Exit code, 128 + number of the signal. */
        int exit() {
            return exit;
        }
    }

    @Override
    public void close() {
        former.forEach(Signal::handle);
    }
}

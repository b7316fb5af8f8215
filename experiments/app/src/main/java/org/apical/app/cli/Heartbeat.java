package org.apical.app.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says now and then what is still going on, while nothing else is said. */
final class Heartbeat implements AutoCloseable {
    private final String name;
    private final long quietSeconds;
    private final Consumer<String> show;
    private final ScheduledExecutorService timer;
    private volatile String part = "preparing";
    private volatile long since = System.nanoTime();
    private volatile long last = since;

    /** @param quietSeconds after which it says so */
    Heartbeat(String name, long quietSeconds, Consumer<String> show) {
        this.name = name;
        this.quietSeconds = quietSeconds;
        this.show = show;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "apical-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private void beat() {
        long now = System.nanoTime();
        if (TimeUnit.NANOSECONDS.toSeconds(now - last) >= quietSeconds) {
            last = now;
            show.accept(name + ": " + part + ", for " + TimeUnit.NANOSECONDS.toSeconds(now - since) + " s");
        }
    }

    /** Something begins, and has been said. */
    void begins(String what) {
        part = what;
        since = System.nanoTime();
        last = since;
    }

    /** Something has been said. */
    void said() {
        last = System.nanoTime();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package org.apical.app.cli;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** The time that is left of something, if it goes on as fast as it went since it was first looked at: what was done before, by a run that was stopped, took no time of this one. Any thread may ask. */
final class TimeLeft {
    private final long total;
    private final LongSupplier nanos;
    private long first = -1;
    private long since;
    private long done;

    /** @param total what is to be done */
    TimeLeft(long total) {
        this(total, System::nanoTime);
    }

    TimeLeft(long total, LongSupplier nanos) {
        this.total = total;
        this.nanos = nanos;
    }

    /** So much is done. */
    synchronized void to(long now) {
        if (first < 0) {
            first = now;
            since = nanos.getAsLong();
        }
        done = now;
    }

    long total() {
        return total;
    }

    /** Share that is done, 0 .. 1. */
    synchronized double fraction() {
        return Math.min(1, (double) done / Math.max(1, total));
    }

    /** Seconds; nothing before there is a speed. */
    synchronized OptionalDouble seconds() {
        return done > first && first >= 0
                ? OptionalDouble.of(1e-9 * (nanos.getAsLong() - since) / (done - first) * Math.max(0, total - done))
                : OptionalDouble.empty();
    }
}

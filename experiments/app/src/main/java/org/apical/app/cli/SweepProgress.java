package org.apical.app.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apical.app.sweep.CellOutcome.State;
import org.apical.app.text.Shown;

/** Progress of a sweep on stderr: a bar with the time left on a terminal, a line a minute elsewhere; what fails is said at once. */
abstract class SweepProgress implements AutoCloseable {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final PrintStream err;

    private SweepProgress(PrintStream err) {
        this.err = err;
    }

    /** The kind that suits stderr; the launcher says whether it is a terminal ({@code apical.terminal}). */
    static SweepProgress to(PrintStream err, int cells) {
        return Boolean.getBoolean("apical.terminal") ? new Bar(err, cells) : new Lines(err, cells);
    }

    /** A cell is through. */
    synchronized void through(String cell, State state, String error) {
        if (state == State.FAILED) {
            err.println("sweep: cell " + cell + " failed: " + Shown.line(error));
        }
        step();
    }

    abstract void step();

    @Override
    public void close() {
        // nothing is open
    }

    private static final class Bar extends SweepProgress {
        private final ProgressBar bar;

        Bar(PrintStream err, int cells) {
            super(err);
            bar = new ProgressBarBuilder()
                    .setTaskName("cells")
                    .setInitialMax(cells)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
                    .build();
        }

        @Override
        void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static final class Lines extends SweepProgress {
        private final PrintStream err;
        private final int cells;
        private final long began = System.nanoTime();
        private long last = began;
        private int through;

        Lines(PrintStream err, int cells) {
            super(err);
            this.err = err;
            this.cells = cells;
        }

        @Override
        void step() {
            through++;
            long now = System.nanoTime();
            if (now - last >= MINUTE_NANOS) {
                last = now;
                double left = 1e-9 * (now - began) / through * (cells - through);
                err.printf(Locale.ROOT, "sweep: %d of %d cells, about %.0f s left%n", through, cells, left);
            }
        }
    }
}

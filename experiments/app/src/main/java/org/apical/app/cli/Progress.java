package org.apical.app.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.task.Score;

/** Progress of a comparison on stderr: a bar per formulation on a terminal, a line now and then elsewhere. */
abstract class Progress implements ComparisonListener {
    private static final long QUIET_NANOS = 5_000_000_000L;

    /** The kind that suits stderr; the launcher says whether it is a terminal ({@code apical.terminal}). */
    static Progress to(PrintStream err) {
        return Boolean.getBoolean("apical.terminal") ? new Bar(err) : new Lines(err);
    }

    private static String tested(Score score, double x) {
        return "test " + score.words(x);
    }

    private static String condition(double two) {
        return String.format(Locale.ROOT, "condition 2 %.3f", two);
    }

    private static final class Bar extends Progress {
        private final PrintStream err;
        private ProgressBar bar;

        Bar(PrintStream err) {
            this.err = err;
        }

        @Override
        public void begin(String id, String title, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(String.format("%s %-22s", id, title))
                    .setInitialMax(Math.max(1, total))
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
                    .hideEta()
                    .build();
        }

        @Override
        public void progress(long done) {
            bar.stepTo(done);
        }

        @Override
        public void preTrained(double conditionTwo) {
            bar.setExtraMessage(condition(conditionTwo));
            bar.close();
        }

        @Override
        public void epoch(int epoch, Score score, double test) {
            bar.setExtraMessage(tested(score, test));
        }

        @Override
        public void diverged(FormulationResult soFar) {
            bar.close();
        }

        @Override
        public void end(FormulationResult result) {
            bar.close();
        }
    }

    private static final class Lines extends Progress {
        private final PrintStream err;
        private String name = "";
        private long total;
        private long done;
        private long last;

        Lines(PrintStream err) {
            this.err = err;
        }

        @Override
        public void begin(String id, String title, long presentations) {
            name = id + " " + title;
            total = presentations;
            last = System.nanoTime();
            err.println(name + ": learning from " + total + " presentations");
        }

        @Override
        public void progress(long presentations) {
            done = presentations;
            if (System.nanoTime() - last > QUIET_NANOS) {
                last = System.nanoTime();
                err.printf("%s: %d %%%n", name, 100 * done / Math.max(1, total));
            }
        }

        @Override
        public void preTrained(double conditionTwo) {
            err.printf(Locale.ROOT, "%s: done, %s%n", name, condition(conditionTwo));
        }

        @Override
        public void epoch(int epoch, Score score, double test) {
            if (System.nanoTime() - last > QUIET_NANOS) {
                last = System.nanoTime();
                err.printf(
                        "%s: %d %%, epoch %d, %s%n", name, 100 * done / Math.max(1, total), epoch, tested(score, test));
            }
        }

        @Override
        public void end(FormulationResult result) {
            err.printf(
                    Locale.ROOT,
                    "%s: done, %s%n",
                    name,
                    tested(result.curve().score(), result.curve().last()));
        }
    }
}

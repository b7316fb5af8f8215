package org.apical.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apical.app.text.Shown;

/** How far a run has come and how long it still takes: a bar on a terminal, a line a minute elsewhere, events for scripts. Any thread may tell it. */
abstract class Meter implements AutoCloseable {
    static final long MINUTE_NANOS = 60_000_000_000L;

    /** Whether stderr is a terminal, as the launcher says ({@code apical.terminal}). */
    static boolean terminal() {
        return Boolean.getBoolean("apical.terminal");
    }

    /** The kind that suits stderr. */
    static Meter to(PrintStream err) {
        return terminal() ? new Bar(err) : new Lines(err, MINUTE_NANOS);
    }

    /** The kind for scripts. */
    static Meter to(Events events) {
        return new Told(events);
    }

    /** Something is said in one line. */
    abstract void says(String line);

    /**
     * A part of the run begins.
     *
     * @param total what it has to do, counted in {@code unit}
     */
    abstract void begin(String part, long total, String unit);

    /** So much of the part is done, in all. */
    abstract void to(long done);

    /**
     * What the part has just found.
     *
     * @param epoch after which
     * @param quantity its name in metrics.csv
     * @param words the same for people
     */
    abstract void found(int epoch, String quantity, double value, String words);

    /** The part is through, with what it found. */
    abstract void end(String words);

    @Override
    public void close() {
        // nothing is open
    }

    private static void line(PrintStream err, String text) {
        err.println(Shown.line(text));
        err.flush();
    }

    private static final class Bar extends Meter {
        /** Back to the beginning of a line that is then empty: the bar is drawn again below. */
        private static final String CLEAR = "\r\u001b[2K";

        private final PrintStream err;
        private ProgressBar bar;
        private TimeLeft left;

        Bar(PrintStream err) {
            this.err = err;
        }

        @Override
        synchronized void says(String text) {
            if (bar != null) {
                err.print(CLEAR);
            }
            line(err, text);
        }

        @Override
        void begin(String part, long total, String unit) {
            close();
            open(part, total);
        }

        private synchronized void open(String part, long total) {
            TimeLeft time = new TimeLeft(total);
            left = time;
            bar = new ProgressBarBuilder()
                    .setTaskName(String.format("%-25s", part))
                    .setInitialMax(Math.max(1, total))
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .setEtaFunction(state -> duration(time))
                    .build();
        }

        private static Optional<Duration> duration(TimeLeft time) {
            OptionalDouble seconds = time.seconds();
            return seconds.isPresent()
                    ? Optional.of(Duration.ofMillis((long) (1000 * seconds.getAsDouble())))
                    : Optional.empty();
        }

        @Override
        synchronized void to(long done) {
            if (bar != null) {
                left.to(done);
                bar.stepTo(done);
            }
        }

        @Override
        synchronized void found(int epoch, String quantity, double value, String words) {
            if (bar != null) {
                bar.setExtraMessage(words);
            }
        }

        @Override
        void end(String words) {
            ProgressBar ended;
            synchronized (this) {
                ended = bar;
                bar = null;
            }
            // outside the lock: it may wait for the thread that draws
            if (ended != null) {
                if (!words.isEmpty()) {
                    ended.setExtraMessage(words);
                }
                ended.close();
            }
        }

        @Override
        public void close() {
            end("");
        }
    }

    /** Lines on stderr: that a part begins, how far it is after some time without a line, and what it found. */
    static final class Lines extends Meter {
        private final PrintStream err;
        private final long quietNanos;
        private String name = "";
        private String latest = "";
        private TimeLeft left = new TimeLeft(0);
        private long last;

        Lines(PrintStream err, long quietNanos) {
            this.err = err;
            this.quietNanos = quietNanos;
        }

        @Override
        synchronized void says(String text) {
            line(err, text);
        }

        @Override
        synchronized void begin(String part, long total, String unit) {
            name = part;
            latest = "";
            left = new TimeLeft(total);
            last = System.nanoTime();
            line(err, name + ": " + total + " " + unit);
        }

        @Override
        synchronized void to(long done) {
            left.to(done);
            if (System.nanoTime() - last >= quietNanos && done < left.total()) {
                last = System.nanoTime();
                line(
                        err,
                        String.format(Locale.ROOT, "%s: %.0f %%", name, 100 * left.fraction())
                                + latest
                                + seconds(left.seconds()));
            }
        }

        private static String seconds(OptionalDouble left) {
            return left.isPresent() ? String.format(Locale.ROOT, ", about %.0f s left", left.getAsDouble()) : "";
        }

        @Override
        synchronized void found(int epoch, String quantity, double value, String words) {
            latest = ", epoch " + epoch + ", " + words;
        }

        @Override
        synchronized void end(String words) {
            if (!words.isEmpty()) {
                line(err, name + ": done, " + words);
            }
        }
    }

    /** Events on stdout, at most one a second of how far a part is. */
    private static final class Told extends Meter {
        private static final long SECOND_NANOS = 1_000_000_000L;

        private final Events events;
        private String name = "";
        private TimeLeft left = new TimeLeft(0);
        private long last;

        Told(Events events) {
            this.events = events;
        }

        @Override
        void says(String text) {
            events.tell("says", root -> root.put("text", text));
        }

        @Override
        synchronized void begin(String part, long total, String unit) {
            name = part;
            left = new TimeLeft(total);
            last = System.nanoTime() - SECOND_NANOS;
            events.tell("part", root -> {
                root.put("part", part);
                root.put("total", total);
                root.put("unit", unit);
            });
        }

        @Override
        synchronized void to(long done) {
            left.to(done);
            if (System.nanoTime() - last >= SECOND_NANOS || done >= left.total()) {
                last = System.nanoTime();
                events.tell("progress", root -> {
                    root.put("part", name);
                    root.put("done", done);
                    root.put("total", left.total());
                    root.put("fraction", left.fraction());
                    FindingsJson.number(root, "seconds_left", left.seconds().orElse(Double.NaN));
                });
            }
        }

        @Override
        synchronized void found(int epoch, String quantity, double value, String words) {
            events.tell("epoch", root -> {
                root.put("part", name);
                root.put("epoch", epoch);
                FindingsJson.number(root, quantity, value);
            });
        }

        @Override
        synchronized void end(String words) {
            events.tell("ended", root -> root.put("part", name));
        }
    }
}

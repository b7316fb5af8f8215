package org.apical.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.apical.network.adaptive.AdaptiveParams;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.parallel.LaneBlocks;
import org.apical.plasticity.training.AdaptiveLearner;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Question: what does the time-averaged update of a batch cost by adaptive integration, beside Euler's steps, and how far is either from dt -> 0? 784-256-256-256-10, tanh, linear output, batch 128, 20 tau_u; the methods take turns.
 *
 * <p>The limit is adaptive integration at a thousandth of the tolerance; steps of half the length, twice as many, and what they extrapolate to, say whether it is one.
 *
 * <p>Arguments: runs (5), lanes side by side (32), steps (1000).
 */
public final class AdaptiveEngine {
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final RateEngine engine;
    private final int runs;
    private final int lanes;
    private final int steps;

    private AdaptiveEngine(int runs, int lanes, int steps) {
        this.engine = new RateEngine(lanes, steps);
        this.runs = runs;
        this.lanes = lanes;
        this.steps = steps;
    }

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int lanes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
        int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        new AdaptiveEngine(runs, lanes, steps).run();
    }

    private void run() {
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks two = new LaneBlocks(2)) {
            WeightUpdate limit = update(adaptive(1e-5, two));
            WeightUpdate coarse = update(engine.learner(steps, two));
            WeightUpdate fine = update(engine.finer(steps, 2, two));
            WeightUpdate extrapolated = new WeightUpdate(engine.network());
            extrapolated.add(2, fine);
            extrapolated.add(-1, coarse);
            System.out.printf(
                    Locale.ROOT,
                    "from the limit: Euler %.3g, with half the step %.3g, extrapolated %.3g%n%n",
                    RateEngine.deviation(coarse, limit),
                    RateEngine.deviation(fine, limit),
                    RateEngine.deviation(extrapolated, limit));
            System.out.println("| | tolerance | products a lane | from the limit | threads | wall, ms | CPU, ms |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|");
            Row[] rows = {
                euler(1, one),
                euler(2, two),
                adaptive(0.1, 1, one),
                adaptive(0.01, 1, one),
                adaptive(0.01, 2, two),
                adaptive(0.001, 1, one)
            };
            for (int warm = 0; warm < 3; warm++) {
                for (int r = 2; r < rows.length; r++) {
                    rows[r].run();
                }
            }
            for (Row row : rows) {
                row.time(0);
            }
            for (int k = 0; k < runs; k++) {
                for (Row row : rows) {
                    row.time(k);
                }
            }
            for (Row row : rows) {
                row.print(limit);
            }
        }
    }

    private Row euler(int threads, LaneBlocks on) {
        return new Row("Euler, " + steps + " steps", "", threads, engine.learner(steps, on), () -> 2.0 * steps);
    }

    private Row adaptive(double tolerance, int threads, LaneBlocks on) {
        AdaptiveLearner learner = adaptive(tolerance, on);
        return new Row("adaptive", "" + tolerance, threads, learner, () -> learner.products(RateEngine.BATCH));
    }

    private AdaptiveLearner adaptive(double tolerance, LaneBlocks threads) {
        return new AdaptiveLearner(
                engine.formulation(steps),
                new AdaptiveParams(tolerance, Read.AVERAGE),
                engine.targets(),
                lanes,
                threads);
    }

    private WeightUpdate update(ForwardSignal signal) {
        return signal.direction(engine.weights(), engine.batch(), 0);
    }

    /** One method. */
    private final class Row {
        private final String name;
        private final String tolerance;
        private final int threads;
        private final ForwardSignal signal;
        private final DoubleSupplier products;
        private final double[] wallMs = new double[runs];
        private final double[] cpuMs = new double[runs];
        private WeightUpdate update;

        Row(String name, String tolerance, int threads, ForwardSignal signal, DoubleSupplier products) {
            this.name = name;
            this.tolerance = tolerance;
            this.threads = threads;
            this.signal = signal;
            this.products = products;
        }

        void run() {
            update = update(signal);
        }

        void time(int k) {
            long cpu = MACHINE.getProcessCpuTime();
            long start = System.nanoTime();
            run();
            wallMs[k] = (System.nanoTime() - start) * 1e-6;
            cpuMs[k] = (MACHINE.getProcessCpuTime() - cpu) * 1e-6;
        }

        void print(WeightUpdate limit) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.2g | %d | %.4g | %.4g |%n",
                    name,
                    tolerance,
                    products.getAsDouble(),
                    RateEngine.deviation(update, limit),
                    threads,
                    Results.median(wallMs),
                    Results.median(cpuMs));
        }
    }
}

package org.apical.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Settling;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Question: how much longer than its unavoidable matrix products does learning from one batch take, with rates over time and with the analytic steady state?
 * 784-256-256-256-10, tanh, linear output, batch 128, 1000 steps, double precision, one thread; each product run takes place right after the run it is the bound of.
 *
 * <p>Arguments: runs (7), lanes side by side (64), steps (1000).
 */
public final class RateEngine {
    static final int BATCH = 128;
    /** Side by side, unless said otherwise. */
    static final int LANES = 64;

    private static final String NAME = "bench-dfc, 784-256-256-256-10";

    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(784, 256, 256, 256, 10), new Tanh(), new Linear());
    /** physics.md 8, "MNIST fixed Q". */
    private static final ControllerParams CONTROLLER = new ControllerParams(2.466e-4, 2, Leak.ON_CONTROL);

    private static final double LAMBDA = 0.1;
    private static final double DT = 0.02;
    private static final double TAU_V = 0.2;

    private final MatrixProduct product = MatrixProduct.detect();
    private final NetworkWeights weights = NetworkWeights.draw(NETWORK, new RandomStreams(1));
    private final Samples batch = samples();
    private final int lanes;
    private final int steps;

    RateEngine(int lanes, int steps) {
        this.lanes = lanes;
        this.steps = steps;
    }

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int lanes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : LANES;
        int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        RateEngine engine = new RateEngine(lanes, steps);
        System.out.println("784-256-256-256-10, batch " + BATCH + ", " + lanes + " lanes side by side, "
                + engine.product.describe());
        engine.measure(new Results(), runs);
        engine.settled();
    }

    void measure(Results results, int runs) {
        dynamics(results, runs);
        analytic(results, 10 * runs);
    }

    private void dynamics(Results results, int runs) {
        try (LaneBlocks one = new LaneBlocks(1)) {
            Learner learner = learner(steps, one);
            BareProducts bare = new BareProducts(NETWORK, weights, lanes, product);
            compare(
                    results,
                    "time-averaged updates, " + steps + " steps",
                    runs,
                    () -> learner.update(weights, batch, Phase.TRAINING, 0),
                    () -> bare.dynamics(BATCH / lanes, steps),
                    bare.dynamicsFlop(BATCH / lanes, steps));
        }
    }

    Learner learner(int controlledSteps, LaneBlocks threads) {
        return learner(formulation(controlledSteps), threads);
    }

    /** The same time in steps of a part of the length. */
    Learner finer(int controlledSteps, int parts, LaneBlocks threads) {
        return learner(formulation(1 + parts * (controlledSteps - 1), DT / parts), threads);
    }

    RateFormulation formulation(int controlledSteps) {
        return formulation(controlledSteps, DT);
    }

    private RateFormulation formulation(int controlledSteps, double dt) {
        Timing timing = new Timing(0, 0, controlledSteps, dt, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        return RateFormulation.of(NETWORK, timing, CONTROLLER, TAU_V, product);
    }

    Targets targets() {
        return samples -> new SoftmaxNudge(LAMBDA, 1, samples.labels());
    }

    NetworkDescription network() {
        return NETWORK;
    }

    NetworkWeights weights() {
        return weights;
    }

    Samples batch() {
        return batch;
    }

    private Learner learner(RateFormulation formulation, LaneBlocks threads) {
        return new Learner(
                formulation,
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), product),
                targets(),
                lanes,
                threads,
                new RandomStreams(2));
    }

    /** What is saved by not stepping settled lanes, and what it does to the update. */
    private void settled() {
        System.out.println();
        System.out.println(
                "| steps | tolerance | stepped share of lane-steps | time share | deviation of the update |");
        System.out.println("|--:|--:|--:|--:|--:|");
        try (LaneBlocks one = new LaneBlocks(1)) {
            for (int length : new int[] {steps, 3 * steps}) {
                Learner all = learner(length, one);
                long start = System.nanoTime();
                WeightUpdate expected = all.update(weights, batch, Phase.TRAINING, 0);
                double allNs = System.nanoTime() - start;
                for (double tolerance : new double[] {1e-6, 1e-4, 1e-2}) {
                    Learner settling = all.settling(new Settling(tolerance, 10, 8));
                    start = System.nanoTime();
                    WeightUpdate actual = settling.update(weights, batch, Phase.TRAINING, 0);
                    System.out.printf(
                            Locale.ROOT,
                            "| %d | %.0e | %.3f | %.2f | %.1e |%n",
                            length,
                            tolerance,
                            settling.steppedShare(BATCH),
                            (System.nanoTime() - start) / allNs,
                            deviation(actual, expected));
                }
            }
        }
    }

    /** Largest difference of a weight's change as a share of the largest change in its layer. */
    static double deviation(WeightUpdate actual, WeightUpdate expected) {
        double largest = 0;
        for (int l = 0; l < expected.layers(); l++) {
            double difference = 0;
            double size = 0;
            for (int k = 0; k < expected.forward(l).length; k++) {
                difference = Math.max(difference, Math.abs(actual.forward(l)[k] - expected.forward(l)[k]));
                size = Math.max(size, Math.abs(expected.forward(l)[k]));
            }
            largest = Math.max(largest, difference / size);
        }
        return largest;
    }

    private void analytic(Results results, int runs) {
        AnalyticLearning learning = new AnalyticLearning(NETWORK, CONTROLLER, LAMBDA, lanes, product);
        BareProducts bare = new BareProducts(NETWORK, weights, lanes, product);
        compare(
                results,
                "analytic steady state",
                runs,
                () -> learning.update(weights, batch),
                () -> bare.analytic(BATCH / lanes),
                bare.analyticFlop(BATCH / lanes));
    }

    private static void compare(
            Results results, String name, int runs, Runnable whole, Runnable products, double flop) {
        double[] wholeMs = new double[runs];
        double[] productMs = new double[runs];
        for (int warm = 0; warm < 2 + runs / 5; warm++) {
            whole.run();
            products.run();
        }
        for (int k = 0; k < runs; k++) {
            wholeMs[k] = milliseconds(whole);
            productMs[k] = milliseconds(products);
        }
        results.add(NAME, name, "ms a batch of " + BATCH, wholeMs);
        double median = results.add(NAME, name + ": its products alone", "ms a batch of " + BATCH, productMs)
                .median();
        results.add(NAME, name + ": speed of its products", "Gflop/s", flop / median * 1e-6);
        results.addRatio(NAME, name + ": to its products", wholeMs, productMs);
    }

    private static double milliseconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * 1e-6;
    }

    private static Samples samples() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] rates = new double[BATCH][];
        Arrays.setAll(rates, k -> random.doubles(784, -1, 1).toArray());
        return new Samples(rates, random.ints(BATCH, 0, 10).toArray());
    }
}

package org.apical.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Question: what does a batch of 128 cost that is not simulated, by itself and as an epoch of 55 000 samples? 784-256-256-256-10, one thread, CPU time of that thread: analytic steady states by lanes side by side, backpropagation by dense
 * products and sample by sample, a step of the optimiser. All take turns.
 *
 * <p>Arguments: runs (15).
 */
public final class BatchSignals {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double EPOCH = 55_000;

    private final RateEngine engine = new RateEngine(64, 1);
    private final NetworkDescription network = engine.network();
    private final MatrixProduct product = MatrixProduct.detect();
    private final List<String> names = new ArrayList<>();
    private final List<Runnable> rows = new ArrayList<>();

    public static void main(String[] arguments) {
        new BatchSignals().run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15);
    }

    private void run(int runs) {
        NetworkWeights weights = engine.weights();
        Samples batch = engine.batch();
        for (int lanes : new int[] {32, 64, 128}) {
            AnalyticLearning learning = new AnalyticLearning(
                    network, new ControllerParams(2.466e-4, 0, Leak.ON_CONTROL), 0.1, lanes, product);
            BareProducts bare = new BareProducts(network, weights, lanes, product);
            add("analytic, " + lanes + " lanes", () -> learning.update(weights, batch));
            add("its products alone", () -> bare.analytic(RateEngine.BATCH / lanes));
        }
        GradientSignal.Descent descent = (samples, k, output) -> {
            double[] down = new double[output.length];
            Arrays.setAll(down, o -> (o == samples.labels()[k] ? 1 : 0) - output[o]);
            return down;
        };
        GradientSignal gradient = new GradientSignal(network, descent, product);
        add("backpropagation", () -> gradient.direction(weights, batch, 0));
        add("the same, sample by sample", () -> sampleBySample(weights, batch, descent));
        WeightUpdate update = new WeightUpdate(network);
        NetworkWeights live = weights.copy();
        Adam adam = new Adam(network, new LearningRate.Constant(1e-4));
        add("a step of Adam", () -> adam.step(live, update));
        double[][] ms = new double[rows.size()][runs];
        for (int k = -5; k < runs; k++) {
            for (int r = 0; r < rows.size(); r++) {
                long start = THREADS.getCurrentThreadCpuTime();
                rows.get(r).run();
                ms[r][Math.max(k, 0)] = (THREADS.getCurrentThreadCpuTime() - start) * 1e-6;
            }
        }
        System.out.println("| | a batch, ms | an epoch of 55 000, s |");
        System.out.println("|---|--:|--:|");
        for (int r = 0; r < rows.size(); r++) {
            double median = Results.median(ms[r]);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3g | %.3g |%n",
                    names.get(r),
                    median,
                    median * 1e-3 * Math.ceil(EPOCH / RateEngine.BATCH));
        }
    }

    private void add(String name, Runnable row) {
        names.add(name);
        rows.add(row);
    }

    private void sampleBySample(NetworkWeights weights, Samples batch, GradientSignal.Descent descent) {
        WeightUpdate update = new WeightUpdate(network);
        for (int k = 0; k < batch.size(); k++) {
            LinearisedNetwork linear = new LinearisedNetwork(
                    network, weights, SampleState.feedforward(network, weights, batch.rates()[k]));
            double[] down = descent.of(batch, k, linear.state().output());
            new Backpropagation().addTo(update, linear, down, 1.0 / batch.size());
        }
    }
}

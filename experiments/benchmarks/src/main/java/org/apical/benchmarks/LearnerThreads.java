package org.apical.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Question: what do more threads bring to each way of learning? An epoch of 1 280 embedded digits, 64-256-256-10, batches of 128, with everything an epoch does (data, presentations, reduction, optimiser), on one thread and on all, in
 * turns. The weights must be the same bits.
 *
 * <p>Arguments: runs (5).
 */
public final class LearnerThreads {
    private static final String NAME = "learning, 64-256-256-10, batches of 128";

    private static final String NETWORK = """
            data: {set: digits, train: 1280, test: 16}
            layers:
              - {name: first, units: 256}
              - {name: second, units: 256}
              - {name: classes, transfer: rectified}
            formulations: [%s]
            timing: {freeMs: %d, warmupMs: 20, controlledMs: %d, readoutMs: 40, integration: %s}
            spikes: {neuronsPerUnit: 60}
            learning: {update: %s, optimiser: {rate: 0.001}, epochs: 1, batch: 128%s}
            """;

    private static final String NOISE = """
            , feedback: {learned: {sigma: 0.35, tauAMs: 20, highPassMs: 10, decay: 0.04, preTrainingEpochs: 1, preTrainingRate: 0.01,
            epochsBetween: 0, samples: 1280, batch: 128}}""";

    private final MatrixProduct product = MatrixProduct.detect();

    /** A way of learning. */
    private record Way(String name, Form form, String integration, String update, boolean feedback) {
        ExperimentFile file() {
            return ExperimentFile.read(
                    name, NETWORK.formatted(form, 40, 100, integration, update, feedback ? NOISE : ""));
        }
    }

    private static final List<Way> WAYS = List.of(
            new Way("F1, averaged (DFC)", Form.F1, "euler", "average", false),
            new Way("F1, averaged, adaptive", Form.F1, "adaptive", "average", false),
            new Way("F1, last state (DFC-SS)", Form.F1, "euler", "end", false),
            new Way("F1, analytic (DFC-SSA)", Form.F1, "euler", "analytic", false),
            new Way("F2, averaged", Form.F2, "euler", "average", false),
            new Way("F3, averaged", Form.F3, "euler", "average", false),
            new Way("F1, feedback from noise", Form.F1, "euler", "average", true));

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        new LearnerThreads().measure(new Results(), runs, Runtime.getRuntime().availableProcessors());
    }

    /** @throws IllegalStateException if the number of threads changes a weight */
    void measure(Results results, int runs, int threads) {
        System.out.println(NAME);
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks all = new LaneBlocks(threads)) {
            for (Way way : WAYS) {
                Formulations formulations = way.file().formulations(product);
                double[] single = new double[runs];
                double[] shared = new double[runs];
                for (int k = -1; k < runs; k++) {
                    double[][] expected = epoch(way, formulations, one, single, k);
                    if (!Arrays.deepEquals(expected, epoch(way, formulations, all, shared, k))) {
                        throw new IllegalStateException(way.name() + ": other weights on " + threads + " threads");
                    }
                }
                results.add(NAME, way.name() + ": an epoch on 1 thread", "s", single);
                results.addRatio(NAME, way.name() + ": 1 thread to " + threads, single, shared);
            }
        }
    }

    /** Learns for an epoch and keeps how long it took; all weights. */
    private static double[][] epoch(Way way, Formulations formulations, LaneBlocks threads, double[] seconds, int k) {
        Task task = formulations.experiment().task();
        TrainingRun run = new TrainingRun(formulations, formulations.of(way.form()), task, threads);
        NetworkWeights weights = run.initial();
        long start = System.nanoTime();
        if (way.feedback()) {
            run.preTrain(weights, TrainingRun.Observer.NONE);
        } else {
            run.learn(weights, TrainingRun.Observer.NONE);
        }
        seconds[Math.max(k, 0)] = (System.nanoTime() - start) * 1e-9;
        double[][] all = new double[2 * formulations.network().layers()][];
        for (int l = 0; l < all.length / 2; l++) {
            all[2 * l] = weights.forward(l);
            all[2 * l + 1] = weights.feedback(l);
        }
        return all;
    }
}

package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.Samples;

/**
 * Ten classes as five tasks of two, one after the other and never again; each asks which of its two classes an image belongs to, by the first two outputs (van de Ven and Tolias 2019, domain-incremental). The optimiser
 * begins anew with each task.
 *
 * @param learned mean accuracy of each task just after it was learned
 * @param kept mean accuracy of all after the last
 */
record SplitDigits(double learned, double kept) {
    private static final int TASKS = 5;

    /** Accuracies of a network that learns them; empty where it diverges. */
    static double[] numbers(Job job, MatrixProduct product) {
        Formulations formulations = job.network().formulations(product);
        Task all = formulations.experiment().task();
        List<Task> tasks = new ArrayList<>();
        for (int t = 0; t < TASKS; t++) {
            tasks.add(new Task(
                    of(all.train().all(), t), Optional.empty(), of(all.test().all(), t), all.outputs()));
        }
        double learned = 0;
        try (LaneBlocks thread = new LaneBlocks(1)) {
            List<TrainingRun> runs = tasks.stream()
                    .map(task -> new TrainingRun(
                            formulations, formulations.of(job.lesson().form()), task, thread))
                    .toList();
            NetworkWeights weights = runs.get(0).initial();
            for (TrainingRun run : runs) {
                run.learn(weights, TrainingRun.Observer.NONE);
                learned += run.score(weights) / TASKS;
            }
            double kept = 0;
            for (TrainingRun run : runs) {
                kept += run.score(weights) / TASKS;
            }
            return new double[] {learned, kept};
        } catch (DivergenceException diverged) {
            return new double[0];
        }
    }

    private static Samples of(Samples all, int task) {
        int[] labels = all.labels();
        Samples two = all.select(IntStream.range(0, labels.length)
                .filter(k -> labels[k] / 2 == task)
                .toArray());
        return new Samples(
                two.rates(), IntStream.of(two.labels()).map(c -> c % 2).toArray());
    }

    static Optional<SplitDigits> of(double[] numbers) {
        return numbers.length == 0 ? Optional.empty() : Optional.of(new SplitDigits(numbers[0], numbers[1]));
    }

    /** Percentage points. */
    double forgotten() {
        return 100 * (learned - kept);
    }
}

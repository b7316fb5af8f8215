package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.BackwardAngle;
import org.apical.plasticity.reference.Reference;
import org.apical.plasticity.reference.ReferenceProbe;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A network that learned by a theory.
 *
 * @param numbers validation and test accuracy, wall time of a presentation (s), steps of settling of a sample after learning, accuracy under {@link AdversarialImages} by epsilon, angle of backward weights S to W^T (degrees) before learning and after each epoch, NaN where there are none, then angles (degrees) before and after: layer by layer and of all stacked, by {@link Reference};
 *     empty where it diverged
 */
record Learned(Job job, double[] numbers) {
    /** Largest change of a pixel, relative to the range of all. */
    static final List<Double> ATTACKS = List.of(0.02, 0.1);

    /** Of Gauss–Newton and minimum norm: alpha of the controller of DFC. */
    static final double DAMPING = 0.01;

    /** Images that are changed. */
    private static final int ATTACKED = 500;

    private static final int BACKWARD = 4 + ATTACKS.size();

    /** Runs one. */
    static double[] run(Job job, MatrixProduct product) {
        Formulations formulations = job.network().formulations(product);
        Experiment experiment = formulations.experiment();
        Task task = experiment.task();
        try (LaneBlocks thread = new LaneBlocks(1)) {
            TrainingRun run =
                    new TrainingRun(formulations, formulations.of(job.lesson().form()), task, thread);
            NetworkWeights weights = run.initial();
            List<Double> backward = new ArrayList<>();
            List<Double> before = angles(formulations, run, weights);
            run.learn(weights, new TrainingRun.Observer() {
                @Override
                public void epoch(int epochs, NetworkWeights now) {
                    backward.add(
                            BackwardAngle.degrees(formulations.network(), now).orElse(Double.NaN));
                }
            });
            List<Double> numbers = new ArrayList<>(List.of(
                    run.score(weights, task.validation().orElseThrow()),
                    run.score(weights),
                    run.seconds()
                            / ((double) experiment.learning().epochs()
                                    * task.train().size()),
                    run.settlingSteps(weights)));
            AdversarialImages images = new AdversarialImages(
                    formulations.network(),
                    task.test().range(0, Math.min(ATTACKED, task.test().size())));
            ATTACKS.forEach(epsilon -> numbers.add(run.score(weights, images.against(weights, epsilon))));
            numbers.addAll(backward);
            numbers.addAll(before);
            numbers.addAll(angles(formulations, run, weights));
            return numbers.stream().mapToDouble(x -> x).toArray();
        } catch (DivergenceException diverged) {
            return new double[0];
        }
    }

    /** Of the update of the first batch to the reference updates of the chain without feedback. */
    private static List<Double> angles(Formulations formulations, TrainingRun run, NetworkWeights weights) {
        Samples batch = run.firstBatch();
        ReferenceProbe probe = new ReferenceProbe(
                formulations.network(),
                batch.rates(),
                formulations.experiment().learning().target().of(batch));
        WeightUpdate asked = run.firstUpdate(weights);
        List<WeightUpdate> wanted = Arrays.stream(Reference.values())
                .map(reference -> probe.update(reference.damped(DAMPING), weights))
                .toList();
        List<Double> angles = new ArrayList<>();
        for (int l = 0; l < asked.layers(); l++) {
            for (WeightUpdate reference : wanted) {
                angles.add(asked.angleDegrees(l, reference));
            }
        }
        wanted.forEach(reference -> angles.add(asked.angleDegrees(reference)));
        return angles;
    }

    boolean diverged() {
        return numbers.length == 0;
    }

    /** Its theory. */
    Theory theory() {
        return job.theory();
    }

    private double number(int k) {
        return diverged() ? Double.NaN : numbers[k];
    }

    /** Share of validation samples that are right; below all others where it diverged. */
    double validation() {
        return diverged() ? -1 : numbers[0];
    }

    /** Percent of the test samples. */
    double test() {
        return 100 * number(1);
    }

    double microseconds() {
        return 1e6 * number(2);
    }

    double settlingSteps() {
        return number(3);
    }

    /** Percent of the test samples, changed by that of {@link #ATTACKS}. */
    double attacked(int attack) {
        return 100 * number(4 + attack);
    }

    /** Degrees, of S to W^T, all layers stacked, before learning and after each epoch; NaN where there are no S. */
    double[] backward() {
        return IntStream.rangeClosed(0, job.lesson().epochs())
                .mapToDouble(epoch -> number(BACKWARD + epoch))
                .toArray();
    }

    /** Degrees, before learning or after it. */
    double backward(boolean after) {
        return number(BACKWARD + (after ? job.lesson().epochs() : 0));
    }

    private int head() {
        return BACKWARD + 1 + job.lesson().epochs();
    }

    private int places() {
        return (numbers.length - head()) / 2 / Reference.values().length;
    }

    /** Layers, and all of them stacked. */
    IntStream layers() {
        return IntStream.range(0, places());
    }

    /** Degrees. */
    double angle(boolean after, int layer, Reference to) {
        int references = Reference.values().length;
        return number(head() + ((after ? places() : 0) + layer) * references + to.ordinal());
    }

    /** Of all layers stacked. */
    double angle(boolean after, Reference to) {
        return angle(after, places() - 1, to);
    }
}

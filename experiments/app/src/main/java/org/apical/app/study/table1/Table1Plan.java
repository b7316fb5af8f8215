package org.apical.app.study.table1;

import java.util.List;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code table1} runs: the network that is described, with keys changed.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param seeds networks, and orders and divisions of samples
 * @param seedsOfCostly the same of DFC and DFC-SS
 * @param sets what is learned
 * @param hidden units of each hidden layer
 * @param epochs of learning
 * @param epochsOfCostly the same of DFC and DFC-SS
 * @param batch samples of an update
 * @param preTraining feedback epochs before the first forward epoch, where feedback learns
 * @param between feedback epochs after each forward epoch
 * @param feedbackSamples of a feedback epoch
 * @param feedbackBatch samples of an update of feedback
 */
public record Table1Plan(
        long firstSeed,
        int seeds,
        int seedsOfCostly,
        List<ImageSet> sets,
        int hidden,
        int epochs,
        int epochsOfCostly,
        int batch,
        int preTraining,
        int between,
        int feedbackSamples,
        int feedbackBatch) {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("table1");

    public Table1Plan {
        Require.atLeast("Table1Plan.seeds", seeds, 1);
        Require.that(
                seedsOfCostly >= 1 && seedsOfCostly <= seeds,
                "Table1Plan.seedsOfCostly",
                "must be in 1 .. seeds = " + seeds,
                seedsOfCostly);
        Require.atLeast("Table1Plan.epochs", epochs, 1);
        Require.atLeast("Table1Plan.epochsOfCostly", epochsOfCostly, 1);
        sets = List.copyOf(sets);
    }

    /** The image sets, or the embedded digits with fewer units. */
    static Table1Plan of(long seed, boolean quick) {
        return quick
                ? new Table1Plan(seed, 2, 2, List.of(ImageSet.DIGITS), 32, 8, 2, 16, 12, 2, 512, 16)
                : new Table1Plan(
                        seed, 2, 1, List.of(ImageSet.MNIST, ImageSet.FASHION_MNIST), 256, 20, 3, 128, 10, 2, 5504, 16);
    }

    /** Repetitions of a method. */
    int seeds(ImageMethod method) {
        return method.signal().costly() ? seedsOfCostly : seeds;
    }

    /** Epochs of a method. */
    int epochs(ImageMethod method) {
        return method.signal().costly() ? epochsOfCostly : epochs;
    }

    /** The network of a cell of the table. */
    StudyNetwork network(ImageSet set, ImageMethod method, int repetition) {
        StudyNetwork network = method.of(DESCRIBED, set, this);
        for (int l = 0; l < 3; l++) {
            network = network.with("layers[" + l + "].units", hidden);
        }
        return network.with("learning.epochs", epochs(method))
                .with("learning.batch", batch)
                .with("seed", firstSeed + repetition);
    }
}

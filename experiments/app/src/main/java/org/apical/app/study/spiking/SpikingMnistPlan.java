package org.apical.app.study.spiking;

import java.util.List;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code spiking-mnist} runs: the network of {@code networks/spiking-mnist.yaml}, with keys changed.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param seeds networks, and orders of samples
 * @param sets data that the spiking network learns with all their samples
 * @param switched data that it learns with one thing changed at a time, from fewer samples
 * @param samples of all, to learn from
 * @param fewer of those with one thing changed
 * @param tested samples
 * @param hidden units of the hidden layer
 * @param learningRate eta of the first step
 * @param epochs of learning from all samples
 * @param fewerEpochs of learning from fewer
 */
public record SpikingMnistPlan(
        long firstSeed,
        int seeds,
        List<String> sets,
        String switched,
        int samples,
        int fewer,
        int tested,
        int hidden,
        double learningRate,
        int epochs,
        int fewerEpochs) {
    private static final StudyNetwork DESCRIBED =
            new StudyNetwork("spiking-mnist", ExperimentFile.embedded("/org/apical/app/experiment/spiking-mnist.yaml"));

    public SpikingMnistPlan {
        Require.atLeast("SpikingMnistPlan.seeds", seeds, 1);
        Require.atLeast("SpikingMnistPlan.samples", samples, fewer);
        Require.atLeast("SpikingMnistPlan.epochs", epochs, 1);
        Require.atLeast("SpikingMnistPlan.fewerEpochs", fewerEpochs, 1);
        sets = List.copyOf(sets);
    }

    /** The image sets, or the embedded digits. */
    static SpikingMnistPlan of(long seed, boolean quick) {
        return quick
                ? new SpikingMnistPlan(seed, 1, List.of("digits"), "digits", 800, 256, 100, 32, 0.03, 2, 2)
                : new SpikingMnistPlan(
                        seed, 1, List.of("mnist", "fashion-mnist"), "mnist", 60_000, 12_000, 10_000, 128, 0.003, 12, 3);
    }

    /** The network of a cell, with all samples or with fewer. */
    StudyNetwork network(String set, Switch changed, boolean all, int repetition) {
        StudyNetwork network = DESCRIBED
                .with("data", "{set: " + set + ", train: " + (all ? samples : fewer) + ", test: " + tested + "}")
                .with("layers[0].units", hidden)
                .with("learning.optimiser.rate", learningRate)
                .with("learning.epochs", all ? epochs : fewerEpochs)
                .with("seed", firstSeed + repetition);
        return changed.change(network, hidden).with("formulations", List.of(changed.form()));
    }
}

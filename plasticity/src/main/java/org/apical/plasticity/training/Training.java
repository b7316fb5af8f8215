package org.apical.plasticity.training;

import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.SoundWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Optimiser;

/** Epochs of batches. The order of samples depends on the seed and the epoch alone, so every formulation sees the same batches. */
public final class Training {
    private final Learner learner;
    private final Optimiser optimiser;
    private final Epoch order;

    public Training(Learner learner, Optimiser optimiser, Samples samples, int batch, RandomStreams streams) {
        this.learner = learner;
        this.optimiser = optimiser;
        this.order = new Epoch(samples, samples.size(), batch, streams);
    }

    /** Watches the progress of an epoch. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} samples of the epoch have been learned from. */
        void samples(int done);
    }

    /**
     * One epoch.
     *
     * @param weights modified
     * @param epoch number of the epoch, from 0
     */
    public void epoch(NetworkWeights weights, int epoch, Progress progress) {
        order.run(
                epoch,
                (batch, trial) -> {
                    optimiser.step(weights, learner.update(weights, batch, Phase.TRAINING, trial));
                    SoundWeights.requireForward(learner.formulation(), weights);
                },
                progress);
    }

    /** A random permutation of 0 .. n - 1 (Fisher–Yates). */
    public static int[] order(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            int j = random.nextInt(k + 1);
            order[k] = order[j];
            order[j] = k;
        }
        return order;
    }
}

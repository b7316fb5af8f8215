package org.apical.plasticity.training;

import java.util.Arrays;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Training.Progress;

/**
 * How an epoch goes through samples: in an order that seed and epoch alone decide, batch after batch.
 *
 * @param shown samples that an epoch shows, drawn anew each time
 */
record Epoch(Samples samples, int shown, int batch, RandomStreams streams) {
    Epoch {
        Require.that(shown >= 1 && shown <= samples.size(), "Epoch.shown", "must be 1 .. " + samples.size(), shown);
        Require.atLeast("Epoch.batch", batch, 1);
    }

    /** Learns from a batch. */
    @FunctionalInterface
    interface Step {
        /** @param firstTrial number of the first presentation, unlike that of any other batch */
        void learn(Samples batch, long firstTrial);
    }

    /**
     * One epoch.
     *
     * @param epoch number of the epoch, from 0
     * @throws DivergenceException of a batch, which then names epoch and batch
     */
    void run(int epoch, Step step, Progress progress) {
        int[] order = Training.order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
        for (int first = 0; first < shown; first += batch) {
            int size = Math.min(batch, shown - first);
            Samples chosen = samples.select(Arrays.copyOfRange(order, first, first + size));
            try {
                step.learn(chosen, (long) epoch * shown + first);
            } catch (DivergenceException e) {
                throw e.during(epoch + 1, first / batch + 1);
            }
            progress.samples(first + size);
        }
    }
}

package org.apical.plasticity.training;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** Epochs of batches. The order of samples depends on the seed and the epoch alone, so every formulation sees the same batches. */
public final class Training {
    private final BatchStep step;
    private final SampleSet samples;
    private final int shown;
    private final int batch;
    private final RandomStreams streams;

    /** @param streams of the order of samples; feedback epochs have others than forward epochs */
    public Training(BatchStep step, SampleSet samples, int batch, RandomStreams streams) {
        this(step, samples, samples.size(), batch, streams);
    }

    /** @param shown samples that an epoch shows, drawn anew each time */
    public Training(BatchStep step, SampleSet samples, int shown, int batch, RandomStreams streams) {
        Require.that(shown >= 1 && shown <= samples.size(), "Training.shown", "must be 1 .. " + samples.size(), shown);
        this.step = step;
        this.samples = samples;
        this.shown = shown;
        this.batch = Require.atLeast("Training.batch", batch, 1);
        this.streams = streams;
    }

    /** Watches epochs. */
    public interface Observer {
        /** Nothing is watched. */
        Observer NONE = new Observer() {};

        /** So many samples have been learned from in all these epochs. */
        default void progress(long done) {}

        /** So many epochs have ended, 0: learning begins; the weights are live. */
        default void epoch(int epochs, NetworkWeights weights) {}

        /** The same progress, with something else at the ends of epochs. */
        default Observer atEpochs(ObjIntConsumer<NetworkWeights> ends) {
            Observer outer = this;
            return new Observer() {
                @Override
                public void progress(long done) {
                    outer.progress(done);
                }

                @Override
                public void epoch(int epochs, NetworkWeights weights) {
                    ends.accept(weights, epochs);
                }
            };
        }
    }

    /** Updates of an epoch that shows so many samples, the last batch perhaps smaller. */
    public static int batches(int shown, int batch) {
        return (shown + batch - 1) / batch;
    }

    /**
     * So many epochs.
     *
     * @param weights modified
     * @param first number of the first epoch: the address of its order and its random streams
     */
    public void epochs(NetworkWeights weights, int first, int count, Observer observer) {
        observer.epoch(0, weights);
        for (int epoch = 0; epoch < count; epoch++) {
            epoch(weights, first + epoch, (long) epoch * shown, observer);
            observer.epoch(epoch + 1, weights);
        }
    }

    private void epoch(NetworkWeights weights, int epoch, long before, Observer observer) {
        int[] order = order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
        for (int first = 0; first < shown; first += batch) {
            int end = Math.min(first + batch, shown);
            try {
                step.learn(
                        weights, samples.select(Arrays.copyOfRange(order, first, end)), (long) epoch * shown + first);
            } catch (DivergenceException e) {
                throw e.during(epoch + 1, first / batch + 1);
            }
            observer.progress(before + end);
        }
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

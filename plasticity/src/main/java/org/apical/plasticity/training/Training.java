package org.apical.plasticity.training;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.state.StateVisitor;

/**
 * Epochs of batches. The order of samples depends on the seed and the epoch alone, so every formulation sees the same batches, and where it stands is the number of an epoch and of a sample: put back
 * beside weights and optimiser ({@link #state}), the same call goes on with the same bits.
 *
 * <p>Not thread-safe.
 */
public final class Training {
    private static final long NONE = -1;

    private final BatchStep step;
    private final SampleSet samples;
    private final int shown;
    private final int batch;
    private final RandomStreams streams;
    /** The first epoch of the call under way, or of the last one. */
    private long begun = NONE;
    /** The epoch under way, or the next one. */
    private long epoch;
    /** How many samples of it have been learned from. */
    private long seen;

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

        /** Nothing is under way, after a batch, at the beginning and at the end of an epoch: what is kept of the state now ({@link Training#state}) is whole. */
        default void atRest() {}

        /** The same progress, with something else at the ends of epochs. */
        default Observer atEpochs(ObjIntConsumer<NetworkWeights> ends) {
            Observer outer = this;
            return new Observer() {
                @Override
                public void progress(long done) {
                    outer.progress(done);
                }

                @Override
                public void atRest() {
                    outer.atRest();
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
     * So many epochs. Where this call was under way, or over, when what has been put back was kept, only what is left of it.
     *
     * @param weights modified
     * @param first number of the first epoch: the address of its order and its random streams; another one with each call
     */
    public void epochs(NetworkWeights weights, int first, int count, Observer observer) {
        if (begun != first) {
            begun = first;
            epoch = first;
            seen = 0;
            observer.epoch(0, weights);
            observer.atRest();
        }
        while (epoch < first + count) {
            epoch(weights, (epoch - first) * shown, observer);
            observer.epoch((int) (epoch - first) + 1, weights);
            epoch++;
            seen = 0;
            observer.atRest();
        }
    }

    private void epoch(NetworkWeights weights, long before, Observer observer) {
        int[] order = order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
        while (seen < shown) {
            int from = (int) seen;
            int end = Math.min(from + batch, shown);
            try {
                step.learn(weights, samples.select(Arrays.copyOfRange(order, from, end)), epoch * shown + from);
            } catch (DivergenceException e) {
                throw e.during((int) epoch + 1, from / batch + 1);
            }
            seen = end;
            observer.progress(before + end);
            observer.atRest();
        }
    }

    /** Whether its epochs have begun, here or before it was put back. */
    public boolean begun() {
        return begun != NONE;
    }

    /** Shows where it stands and what its steps remember, modified where it is put back; weights are the caller's. */
    public void state(StateVisitor visitor) {
        begun = visitor.count("begun", begun);
        epoch = visitor.count("epoch", epoch);
        seen = visitor.count("seen", seen);
        Require.that(epoch >= 0 && seen >= 0 && seen <= shown, "Training.seen", "must be 0 .. " + shown, seen);
        step.state(visitor.in("step"));
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

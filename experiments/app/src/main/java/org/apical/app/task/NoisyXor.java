package org.apical.app.task;

import java.util.random.RandomGenerator;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.Samples;

/**
 * Exclusive or with noise: two inputs, each at 0.25 or 0.75 plus normal noise, cut off at 0 and 1; class 1 if one of them is high, class 0 if both or none are. No single layer
 * can tell the classes apart.
 *
 * @param train samples to learn from
 * @param test held-out samples
 * @param noise standard deviation of the noise (dimensionless)
 */
public record NoisyXor(
        @Key(value = "samples to learn from", or = "400", least = 1, most = 1e6)
        int train,

        @Key(value = "held-out samples", or = "200", least = 1, most = 1e6)
        int test,

        @Key(value = "standard deviation of the noise of an input", or = "0.05", least = 0, most = 1)
        double noise)
        implements TaskDescription {
    private static final double LOW = 0.25;
    private static final double HIGH = 0.75;

    @Override
    public String name() {
        return "noisy XOR";
    }

    @Override
    public int inputs() {
        return 2;
    }

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public NoisyXor limited(int mostTrain, int mostTest) {
        return new NoisyXor(Math.min(mostTrain, train), Math.min(mostTest, test), noise);
    }

    @Override
    public Task task(RandomStreams streams) {
        return new Task(samples(0, train, streams), samples(train, test, streams));
    }

    /** A range of one sequence of samples, each from a stream of its own. */
    private Samples samples(int first, int count, RandomStreams streams) {
        double[][] inputs = new double[count][2];
        int[] labels = new int[count];
        for (int k = 0; k < count; k++) {
            RandomGenerator random = streams.stream(Purpose.DATA_SPLIT, 1, (long) first + k);
            int bits = random.nextInt(4);
            for (int i = 0; i < 2; i++) {
                double clean = (bits >> i & 1) == 1 ? HIGH : LOW;
                inputs[k][i] = Math.max(0, Math.min(1, clean + noise * random.nextGaussian()));
            }
            labels[k] = Integer.bitCount(bits) % 2;
        }
        return new Samples(inputs, labels);
    }
}

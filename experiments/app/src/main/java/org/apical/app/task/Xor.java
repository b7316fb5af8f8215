package org.apical.app.task;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.app.data.DataSet;
import org.apical.app.data.Labels;
import org.apical.app.data.Matrix;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * Exclusive or: two inputs, each at 0.25 or 0.75 plus normal noise, cut off at 0 and 1; class 1 if one of them is high, class 0 if both or none are. No single layer can tell the
 * classes apart.
 */
public record Xor(
        @Key(value = "samples in all", or = "400", least = 2, most = 1e6)
        int samples,

        @Key(value = "standard deviation of the noise of an input", or = "0.05", least = 0, most = 1)
        double noise,

        @Key(value = "how they are divided", inline = true) Split split)
        implements TaskDescription {
    private static final double LOW = 0.25;
    private static final double HIGH = 0.75;

    @Override
    public String name() {
        return "xor";
    }

    @Override
    public Xor with(Split other) {
        return new Xor(samples, noise, other);
    }

    @Override
    public Shape shape() {
        return new Shape(2, 2, samples, split.held(part -> part), false);
    }

    @Override
    public Pools pools(RandomStreams streams) {
        double[][] inputs = new double[samples][2];
        int[] labels = new int[samples];
        for (int k = 0; k < samples; k++) {
            RandomGenerator random = streams.stream(Purpose.XOR_SAMPLE, k);
            int bits = random.nextInt(4);
            for (int i = 0; i < 2; i++) {
                double clean = (bits >> i & 1) == 1 ? HIGH : LOW;
                inputs[k][i] = Math.max(0, Math.min(1, clean + noise * random.nextGaussian()));
            }
            labels[k] = Integer.bitCount(bits) % 2;
        }
        DataSet data = DataSet.classes(name(), Matrix.Doubles.of(inputs), new Labels(List.of("0", "1"), labels));
        return split.pools(data, samples, streams, part -> part);
    }
}

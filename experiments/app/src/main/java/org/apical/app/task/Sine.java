package org.apical.app.task;

import java.util.random.RandomGenerator;
import org.apical.app.data.DataSet;
import org.apical.app.data.Matrix;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** A regression: y = sin(2 pi x) plus normal noise, x uniform in 0..1. */
public record Sine(
        @Key(value = "samples in all", or = "400", least = 2, most = 1e6)
        int samples,

        @Key(value = "standard deviation of the noise of y", or = "0", least = 0, most = 10)
        double noise,

        @Key(value = "how they are divided", inline = true) Split split)
        implements TaskDescription {

    @Override
    public String name() {
        return "sine";
    }

    @Override
    public Sine with(Split other) {
        return new Sine(samples, noise, other);
    }

    @Override
    public Shape shape() {
        return new Shape(1, 1, samples, split.held(part -> part), true);
    }

    @Override
    public Pools pools(RandomStreams streams) {
        double[][] x = new double[samples][1];
        double[][] y = new double[samples][1];
        for (int k = 0; k < samples; k++) {
            RandomGenerator random = streams.stream(Purpose.SINE_SAMPLE, k);
            x[k][0] = random.nextDouble();
            y[k][0] = StrictMath.sin(2 * Math.PI * x[k][0]) + noise * random.nextGaussian();
        }
        DataSet data = DataSet.regression(name(), Matrix.Doubles.of(x), Matrix.Doubles.of(y));
        return split.pools(data, samples, streams, part -> part);
    }
}

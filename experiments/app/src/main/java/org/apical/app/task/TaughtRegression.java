package org.apical.app.task;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.app.data.DataSet;
import org.apical.app.data.Matrix;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;

/** The regression of a random teacher network, {@link StudentTeacher}, with normal noise on what it wants. */
public record TaughtRegression(
        @Key(value = "samples in all", or = "400", least = 2, most = 1e6)
        int samples,

        @Key(value = "standard deviation of the noise of a target", or = "0", least = 0, most = 1e6)
        double noise,

        @Key(value = "n_0, inputs uniform in -1..1", or = "15", least = 1, most = 1000)
        int inputs,

        @Key(value = "units of each relu layer of the teacher", or = "[30]", least = 1, most = 10_000)
        List<Integer> teacher,

        @Key(value = "n_L", or = "5", least = 1, most = 1000)
        int outputs,

        @Key(value = "gain of the teacher's weights", or = "1", above = 0)
        double gain,

        @Key(value = "how they are divided", inline = true) Split split)
        implements TaskDescription {
    private static final long MOST_RATES = 1 << 26;

    public TaughtRegression {
        teacher = List.copyOf(teacher);
        long widest = teacher.stream().mapToInt(n -> n).reduce(Math.max(inputs, outputs), Math::max);
        requireRates(samples, widest);
    }

    /** {@link StudentTeacher} shows a layer all samples at once. */
    private static void requireRates(long samples, long widest) {
        Require.that(
                samples * widest <= MOST_RATES,
                "data.samples",
                "must be at most " + MOST_RATES + " rates in the widest layer of the teacher",
                samples + " x " + widest);
    }

    @Override
    public String name() {
        return "student-teacher";
    }

    @Override
    public TaughtRegression with(Split other) {
        return new TaughtRegression(samples, noise, inputs, teacher, outputs, gain, other);
    }

    @Override
    public Shape shape() {
        return new Shape(inputs, outputs, samples, split.held(part -> part), true);
    }

    @Override
    public Pools pools(RandomStreams streams) {
        Samples taught =
                new StudentTeacher(inputs, teacher, outputs, gain).samples(0, samples, streams, MatrixProduct.detect());
        double[][] y = taught.wanted();
        for (int k = 0; noise > 0 && k < samples; k++) {
            RandomGenerator random = streams.stream(Purpose.TARGET_NOISE, k);
            for (int o = 0; o < outputs; o++) {
                y[k][o] += noise * random.nextGaussian();
            }
        }
        DataSet data = DataSet.regression(name(), Matrix.Doubles.of(taught.rates()), Matrix.Doubles.of(y));
        return split.pools(data, samples, streams, part -> part);
    }
}

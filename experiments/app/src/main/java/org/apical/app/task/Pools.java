package org.apical.app.task;

import java.util.Arrays;
import java.util.Optional;
import org.apical.app.data.DataSet;
import org.apical.app.data.Scaling;
import org.apical.app.data.Scaling.Scale;
import org.apical.app.data.StoredSamples;
import org.apical.plasticity.training.SampleSet;

/**
 * Samples before they are divided.
 *
 * @param samples to be divided
 * @param test held out in any case
 * @param validation likewise
 */
public record Pools(Rows samples, Optional<Rows> test, Optional<Rows> validation) {
    private static final Scaling NONE = new Scaling.None();
    private static final Scaling UNIT = new Scaling.UnitRange();

    /**
     * Some rows of a data set.
     *
     * @param of them in their order; not to be written
     */
    public record Rows(DataSet data, int[] of) {
        Rows range(int first, int count) {
            return new Rows(data, Arrays.copyOfRange(of, first, first + count));
        }

        private Rows autoencoding() {
            return new Rows(data.autoencoding(), of);
        }

        private SampleSet scaled(Scale inputs, Optional<Scale> targets) {
            return new StoredSamples(data, of, inputs, targets);
        }
    }

    /** Divides and scales. */
    Task task(Split split) {
        return (split.autoencoder() ? autoencoding() : this).divided(split);
    }

    private Pools autoencoding() {
        return new Pools(samples.autoencoding(), test.map(Rows::autoencoding), validation.map(Rows::autoencoding));
    }

    private Task divided(Split split) {
        Split.Sizes sizes =
                split.sizes(samples.of.length, test.map(rows -> rows.of.length).orElse(0));
        DataSet data = samples.data;
        Rows train = samples.range(sizes.first(), sizes.train());
        Scale inputs = split.scaling()
                .orElse(data.inputs().top().isPresent() ? UNIT : NONE)
                .of(data.inputs(), train.of);
        Optional<Scale> targets = data.targets()
                .map(y -> split.autoencoder()
                        ? inputs
                        : split.targetScaling().orElse(NONE).of(y, train.of));
        Optional<Rows> validated = validation.or(() -> sizes.validation() == 0
                ? Optional.empty()
                : Optional.of(samples.range(sizes.first() + sizes.train(), sizes.validation())));
        return new Task(
                train.scaled(inputs, targets),
                validated.map(rows -> rows.scaled(inputs, targets)),
                test.orElse(samples).range(0, sizes.test()).scaled(inputs, targets),
                data.outputNames());
    }
}

package org.apical.app.data;

import java.nio.file.Path;
import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * A number of samples, or a share of them.
 *
 * @param of below 1 a share, from 1 on a whole number
 */
public record Amount(
        @Key(value = "below 1 a share of the samples, from 1 on their number", above = 0)
        Number of) implements Part {
    public Amount {
        double x = of.doubleValue();
        Require.that(
                x > 0 && (x < 1 || x == Math.rint(x) && x <= Integer.MAX_VALUE),
                "data",
                "must be a share below 1 or a whole number of samples",
                of);
    }

    @Override
    public Optional<Source> source() {
        return Optional.empty();
    }

    @Override
    public int count(int available, String key) {
        double x = of.doubleValue();
        long count = x < 1 ? Math.round(x * available) : (long) x;
        Require.that(
                count >= 1 && count <= available,
                key,
                "must be 1 to " + available + ", the samples that there are to take from",
                of + (x < 1 ? " of them, " + count : ""));
        return (int) count;
    }

    @Override
    public Amount limited(int count, int most) {
        return new Amount(Math.min(count, most));
    }

    @Override
    public Amount in(Path directory) {
        return this;
    }
}

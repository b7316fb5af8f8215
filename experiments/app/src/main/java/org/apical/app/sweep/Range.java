package org.apical.app.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Values from one number to another, both among them: {@code count} of them, in equal steps or equal ratios; or in steps of {@code step}, 1 where nothing is said. In decimal, so that 0.1 and its multiples are what they
 * are called; ratios to {@value #DIGITS} significant digits.
 */
record Range(
        @Key("first value") double from,
        @Key("last value") double to,
        @Key(value = "number of values", least = 2) Optional<Integer> count,

        @Key(value = "from one value to the next", above = 0)
        Optional<Double> step,

        @Key(value = "equal steps or equal ratios", or = "linear")
        Scale scale) {
    private static final int DIGITS = 6;
    private static final MathContext EXACT = new MathContext(15);

    /** What is equal from one value to the next. */
    enum Scale {
        LINEAR,
        LOG
    }

    Range {
        Require.that(to > from, "Range.to", "must be > from, " + from, to);
        Require.that(count.isEmpty() || step.isEmpty(), "Range.step", "must not stand beside count", step);
        Require.that(scale == Scale.LINEAR || from > 0, "Range.from", "must be > 0 on a log scale", from);
        Require.that(scale == Scale.LINEAR || step.isEmpty(), "Range.step", "must be count on a log scale", step);
        count.ifPresent(n -> ParameterGrid.bounded("Range.count", n));
    }

    /** Whether it says which values there are, beside the first and the last. */
    boolean listed() {
        return count.isPresent() || step.isPresent();
    }

    /** The values, ascending, as text. */
    List<String> values() {
        if (scale == Scale.LOG) {
            Require.that(count.isPresent(), "Range.scale", "must have count beside it, where it is log", scale);
        }
        BigDecimal first = BigDecimal.valueOf(from);
        BigDecimal whole = BigDecimal.valueOf(to).subtract(first);
        BigDecimal each = BigDecimal.valueOf(step.orElse(1.0));
        int n = count.orElseGet(() -> steps(whole, each) + 1);
        List<String> values = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            BigDecimal part = BigDecimal.valueOf(k);
            values.add(
                    scale == Scale.LOG
                            ? k == 0 ? text(first) : k == n - 1 ? text(first.add(whole)) : at((double) k / (n - 1))
                            : text(first.add(
                                    count.isPresent()
                                            ? whole.multiply(part).divide(BigDecimal.valueOf(n - 1L), EXACT)
                                            : each.multiply(part))));
        }
        return values;
    }

    private int steps(BigDecimal whole, BigDecimal each) {
        BigDecimal[] steps = whole.divideAndRemainder(each);
        Require.that(
                steps[1].signum() == 0, "Range.to", "must be a whole number of steps of " + each + " from " + from, to);
        ParameterGrid.bounded("Range.to", steps[0].doubleValue() + 1);
        return steps[0].intValueExact();
    }

    /**
     * The value at a share of the way, to {@value #DIGITS} significant digits.
     *
     * @param share 0 .. 1
     */
    String at(double share) {
        double x = scale == Scale.LOG
                ? from * StrictMath.exp(share * StrictMath.log(to / from))
                : from + share * (to - from);
        return text(new BigDecimal(x).round(new MathContext(DIGITS)));
    }

    private static String text(BigDecimal x) {
        return x.signum() == 0 ? "0" : x.stripTrailingZeros().toPlainString();
    }
}

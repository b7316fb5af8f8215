package org.apical.app.study;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apical.app.findings.Section.Series;

/**
 * Mean and spread of a sample.
 *
 * @param deviation standard deviation, sqrt(sum_k (x_k - mean)^2 / (n - 1)); 0 of a single number
 * @param size n
 */
public record Spread(double mean, double deviation, int size) {
    private static final double CONFIDENCE = 0.95;

    /** That of some numbers; NaN of none. */
    public static Spread of(double... x) {
        return new Spread(StatUtils.mean(x), Math.sqrt(StatUtils.variance(x)), x.length);
    }

    /** Means over x with standard deviations as bars. */
    public static Series series(String name, double[] x, List<Spread> at) {
        return new Series(name, x, at.stream().mapToDouble(Spread::mean).toArray())
                .with(at.stream().mapToDouble(Spread::deviation).toArray());
    }

    /** The mean of curves of one length over 0, 1, 2, .., such as epochs, with the standard deviation as bars. */
    public static Series curve(String name, List<double[]> curves) {
        double[] x =
                IntStream.range(0, curves.get(0).length).mapToDouble(k -> k).toArray();
        return series(
                name,
                x,
                IntStream.range(0, x.length)
                        .mapToObj(k -> of(curves.stream().mapToDouble(c -> c[k]).toArray()))
                        .toList());
    }

    /** Mean and standard deviation, the mean alone of a single number. */
    public String text(String format) {
        return text(format, deviation);
    }

    /** Mean and standard error of it, deviation / sqrt(n); the mean alone of a single number. */
    public String textWithError(String format) {
        return text(format, deviation / Math.sqrt(size));
    }

    /**
     * How far below or above its mean another sample of this size would find that of the population in one case of twenty: t_{0.95, n - 1} deviation / sqrt(n), one-sided; 0 of a single number.
     */
    public double bound() {
        return size < 2 || Double.isNaN(deviation)
                ? 0
                : new TDistribution(null, size - 1).inverseCumulativeProbability(CONFIDENCE)
                        * deviation
                        / Math.sqrt(size);
    }

    /** Half the width of the two-sided 95 % confidence interval of the mean, t_{0.975, n - 1} deviation / sqrt(n); NaN of a single number. */
    public double halfWidth() {
        return size < 2 || Double.isNaN(deviation)
                ? Double.NaN
                : new TDistribution(null, size - 1).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2)
                        * deviation
                        / Math.sqrt(size);
    }

    /** The lower end of that interval. */
    public double low() {
        return mean - halfWidth();
    }

    /** The upper end of it. */
    public double high() {
        return mean + halfWidth();
    }

    private String text(String format, double around) {
        String text = String.format(Locale.ROOT, format, mean);
        return size < 2 ? text : text + " ± " + String.format(Locale.ROOT, format.replace("+", ""), around);
    }
}

package org.apical.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is measured in one sitting: of each number several samples, told at once as median and range. */
final class Results {
    private final List<Samples> all = new ArrayList<>();

    /**
     * Samples of a number.
     *
     * @param benchmark what was run
     * @param what the number, and of whom
     * @param values at least one; not to be written
     */
    record Samples(String benchmark, String what, String unit, double[] values) {
        double median() {
            return Results.median(values);
        }

        double least() {
            return Arrays.stream(values).min().orElseThrow();
        }

        double most() {
            return Arrays.stream(values).max().orElseThrow();
        }

        double mean() {
            return Arrays.stream(values).average().orElseThrow();
        }

        /** Squared standard error of the mean. */
        double squaredError() {
            double mean = mean();
            double squares =
                    Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
            return squares / (values.length - 1) / values.length;
        }
    }

    /** The middle one; the upper of two. */
    static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    Samples add(String benchmark, String what, String unit, double... values) {
        Samples samples = new Samples(benchmark, what, unit, values.clone());
        all.add(samples);
        System.out.printf(Locale.ROOT, "  %-46s %.4g %s", what, samples.median(), unit);
        System.out.println(
                values.length == 1
                        ? ""
                        : String.format(
                                Locale.ROOT, " (%.4g to %.4g, %d)", samples.least(), samples.most(), values.length));
        return samples;
    }

    /** One number to another, sample by sample. */
    Samples addRatio(String benchmark, String what, double[] above, double[] below) {
        double[] ratio = new double[above.length];
        Arrays.setAll(ratio, k -> above[k] / below[k]);
        return add(benchmark, what, "", ratio);
    }

    List<Samples> all() {
        return List.copyOf(all);
    }
}

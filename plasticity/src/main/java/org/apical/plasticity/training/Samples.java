package org.apical.plasticity.training;

import java.util.stream.IntStream;
import org.apical.neuron.parameter.Require;

/**
 * Samples in memory: inputs, and the class or the outputs wanted of each.
 *
 * @param rates r_0 of each sample, [sample][input], finite; not to be written
 * @param labels class of each sample, >= 0; empty where outputs are wanted; not to be written
 * @param wanted y of each sample, [sample][output], finite; empty where samples have classes; not to be written
 */
public record Samples(double[][] rates, int[] labels, double[][] wanted) implements SampleSet {
    private static final int[] NO_LABELS = {};
    private static final double[][] NONE_WANTED = {};

    public Samples {
        Require.table("Samples.rates", "sample", rates);
        if (wanted.length == 0) {
            Require.that(
                    rates.length == labels.length,
                    "Samples.labels",
                    "must be as many as rates, " + rates.length,
                    labels.length);
        } else {
            Require.that(
                    rates.length == wanted.length,
                    "Samples.wanted",
                    "must be as many as rates, " + rates.length,
                    wanted.length);
            Require.table("Samples.wanted", "sample", wanted);
        }
        for (int k = 0; k < labels.length; k++) {
            Require.that(labels[k] >= 0, "Samples.labels of sample " + k, "must be >= 0", labels[k]);
        }
    }

    /** Samples of classes. */
    public Samples(double[][] rates, int[] labels) {
        this(rates, labels, NONE_WANTED);
    }

    /** Samples of a regression. */
    public static Samples regression(double[][] rates, double[][] wanted) {
        return new Samples(rates, NO_LABELS, wanted);
    }

    @Override
    public int size() {
        return rates.length;
    }

    @Override
    public Samples select(int[] indices) {
        return new Samples(
                rows(rates, indices),
                labels.length == 0
                        ? NO_LABELS
                        : IntStream.of(indices).map(k -> labels[k]).toArray(),
                wanted.length == 0 ? NONE_WANTED : rows(wanted, indices));
    }

    private static double[][] rows(double[][] of, int[] indices) {
        return IntStream.of(indices).mapToObj(k -> of[k]).toArray(double[][]::new);
    }

    /** r_0 of a range of samples as [input][lane]. */
    public double[] lanes(int first, int lanes) {
        int inputs = rates[first].length;
        double[] x = new double[inputs * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < inputs; i++) {
                x[i * lanes + lane] = rates[first + lane][i];
            }
        }
        return x;
    }
}

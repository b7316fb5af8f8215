package org.apical.plasticity.training;

import java.util.Arrays;
import org.apical.neuron.parameter.Require;

/**
 * Labelled samples.
 *
 * @param rates r_0 of each sample, [sample][input], finite; not to be written
 * @param labels class of each sample, >= 0; not to be written
 */
public record Samples(double[][] rates, int[] labels) {
    public Samples {
        Require.that(
                rates.length == labels.length,
                "Samples.labels",
                "must be as many as rates, " + rates.length,
                labels.length);
        Require.table("Samples.rates", "sample", rates);
        for (int k = 0; k < labels.length; k++) {
            Require.that(labels[k] >= 0, "Samples.labels of sample " + k, "must be >= 0", labels[k]);
        }
    }

    /** Throws unless every label is one of so many classes, 0 .. classes - 1. */
    public void requireClasses(int classes) {
        for (int k = 0; k < labels.length; k++) {
            Require.that(
                    labels[k] < classes,
                    "Samples.labels of sample " + k,
                    "must be one of " + classes + " classes, 0 .. " + (classes - 1),
                    labels[k]);
        }
    }

    /** Number of samples. */
    public int size() {
        return labels.length;
    }

    /** The samples of those indices. */
    public Samples select(int[] indices) {
        double[][] r = new double[indices.length][];
        int[] c = new int[indices.length];
        for (int k = 0; k < indices.length; k++) {
            r[k] = rates[indices[k]];
            c[k] = labels[indices[k]];
        }
        return new Samples(r, c);
    }

    /** The labels of a range of samples. */
    public int[] labels(int first, int lanes) {
        return Arrays.copyOfRange(labels, first, first + lanes);
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

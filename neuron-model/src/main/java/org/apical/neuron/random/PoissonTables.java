package org.apical.neuron.random;

import java.util.Arrays;
import org.apical.neuron.parameter.Require;

/**
 * Poisson-distributed counts of means that stay as they are, by inversion of a table of cumulative probabilities, from where an index of {@value #INDEX} equal parts of [0, 1) says (Chen and Asau
 * 1974): one uniform number and about one comparison a count, whatever the mean.
 */
public final class PoissonTables {
    /** Largest mean; a table has some 200 numbers then. */
    public static final double LARGEST_MEAN = PoissonSampler.BLOCK;

    private static final int INDEX = 64;
    /** A cumulative probability that no uniform number reaches. */
    private static final double CERTAIN = 2;

    /** P(count <= k), table after table. */
    private double[] cumulative = new double[256];
    /** Where in it the search begins, [mean][part of the index], and where the table does. */
    private final int[] from;

    /**
     * Makes the tables of the first {@code n} means.
     *
     * @param mean 0 to {@value PoissonSampler#BLOCK}
     */
    public PoissonTables(double[] mean, int n) {
        from = new int[n * (INDEX + 1)];
        int end = 0;
        for (int k = 0; k < n; k++) {
            Require.that(
                    mean[k] >= 0 && mean[k] <= LARGEST_MEAN,
                    "PoissonTables.mean[" + k + "]",
                    "must be 0 to " + LARGEST_MEAN,
                    mean[k]);
            end = table(k, end, mean[k]);
        }
    }

    private int table(int k, int begin, double mean) {
        double probability = Math.exp(-mean);
        double sum = probability;
        int end = put(begin, sum);
        for (int count = 1; count <= mean || sum + probability > sum; count++) {
            probability *= mean / count;
            sum += probability;
            end = put(end, sum);
        }
        end = put(end, CERTAIN);
        int at = begin;
        for (int i = 0; i < INDEX; i++) {
            while (cumulative[at] <= (double) i / INDEX) {
                at++;
            }
            from[k * (INDEX + 1) + i] = at;
        }
        from[k * (INDEX + 1) + INDEX] = begin;
        return end;
    }

    private int put(int at, double x) {
        if (at == cumulative.length) {
            cumulative = Arrays.copyOf(cumulative, 2 * at);
        }
        cumulative[at] = x;
        return at + 1;
    }

    /**
     * A count of the k-th mean.
     *
     * @param uniform in [0, 1)
     */
    public int count(int k, double uniform) {
        int index = k * (INDEX + 1);
        int at = from[index + (int) (uniform * INDEX)];
        while (uniform >= cumulative[at]) {
            at++;
        }
        return at - from[index + INDEX];
    }
}

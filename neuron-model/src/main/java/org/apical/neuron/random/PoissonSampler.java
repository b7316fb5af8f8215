package org.apical.neuron.random;

import java.util.random.RandomGenerator;

/** Poisson-distributed counts by sequential inversion (Devroye 1986, X.3.3): one uniform number a draw for means up to {@value #BLOCK}. */
public final class PoissonSampler {
    /** Larger means are split into independent parts of at most this mean. */
    public static final int BLOCK = 32;

    private static final int LARGEST = 8 * BLOCK;
    private static final double[] RECIPROCAL = new double[LARGEST + 1];

    static {
        for (int k = 1; k <= LARGEST; k++) {
            RECIPROCAL[k] = 1.0 / k;
        }
    }

    private PoissonSampler() {}

    /**
     * One count.
     *
     * @param expMinusMean exp(-mean), computed once per population by the caller; used when {@code mean <= BLOCK}
     */
    public static int next(RandomGenerator random, double mean, double expMinusMean) {
        if (mean <= BLOCK) {
            return invert(random.nextDouble(), mean, expMinusMean);
        }
        int parts = (int) Math.ceil(mean / BLOCK);
        double part = mean / parts;
        double expPart = Math.exp(-part);
        int count = 0;
        for (int i = 0; i < parts; i++) {
            count += invert(random.nextDouble(), part, expPart);
        }
        return count;
    }

    /** Smallest k with P(X <= k) > uniform; stops where the terms underflow against the remainder. */
    private static int invert(double uniform, double mean, double expMinusMean) {
        double remainder = uniform;
        double probability = expMinusMean;
        int k = 0;
        while (remainder >= probability && k < LARGEST) {
            remainder -= probability;
            k++;
            probability *= mean * RECIPROCAL[k];
        }
        return k;
    }
}

package org.apical.neuron.model;

import java.util.random.RandomGenerator;

/** One Poisson count for the small means of a step, by multiplication of uniform numbers (Knuth 1969). */
final class PoissonCount {
    /** Largest mean drawn: a neuron that is to fire so often in one step is not one. */
    private static final double LARGEST_MEAN = 100;

    private PoissonCount() {}

    /** A count of the given mean; one uniform number if it is zero. */
    static int draw(double mean, RandomGenerator random) {
        if (!(mean <= LARGEST_MEAN)) {
            throw new ArithmeticException("a neuron was to fire " + mean + " spikes in one step");
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}

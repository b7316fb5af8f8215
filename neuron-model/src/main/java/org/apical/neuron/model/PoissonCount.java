package org.apical.neuron.model;

import java.util.random.RandomGenerator;

/** One Poisson count for the small means of a step, by multiplication of uniform numbers (Knuth 1969). */
final class PoissonCount {
    private PoissonCount() {}

    /**
     * A count; one uniform number if the mean is zero.
     *
     * @param expMinusMean exp(-mean)
     */
    static int draw(double expMinusMean, RandomGenerator random) {
        int count = 0;
        for (double product = random.nextDouble(); product > expMinusMean; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}

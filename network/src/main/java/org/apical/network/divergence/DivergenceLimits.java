package org.apical.network.divergence;

import org.apical.neuron.parameter.Require;

/**
 * What a {@link DivergenceGuard} lets pass.
 *
 * @param errorGrowth by which factor the mean square of the output error may grow under control, > 1; infinite: it is not judged
 */
public record DivergenceLimits(double errorGrowth) {
    public DivergenceLimits {
        Require.that(errorGrowth > 1, "DivergenceLimits.errorGrowth", "must be > 1", errorGrowth);
    }

    /**
     * Twice the mean square. In 2 400 presentations to random networks with a linearly stable loop whose feedback is the weight product, or random, or between, the
     * error grew that far in less than one per cent, under strong positive feedback; where feedback is the weight product, in none.
     */
    public static DivergenceLimits standard() {
        return new DivergenceLimits(2);
    }

    /** Potentials and control alone are judged: for loops that are known not to shrink the error. */
    public static DivergenceLimits potentialsOnly() {
        return new DivergenceLimits(Double.POSITIVE_INFINITY);
    }
}

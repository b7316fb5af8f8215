package org.apical.plasticity.theory;

import org.apical.neuron.parameter.Require;

/**
 * Equilibrium propagation.
 *
 * @param beta strength of a nudge, dimensionless
 * @param nudges phases with a nudge
 * @param backward where top-down weights come from
 * @param gain gamma of top-down weights beside forward ones, > 0
 * @param homeostasis weight of the homeostatic term, >= 0; of weights of their own alone
 * @param settling the tolerance is of potentials
 */
public record EquilibriumParams(
        double beta, Nudges nudges, Backward backward, double gain, double homeostasis, Settling settling) {
    public EquilibriumParams {
        Require.positive("EquilibriumParams.beta", beta, "(dimensionless)");
        Require.positive("EquilibriumParams.gain", gain, "(dimensionless)");
        Require.that(homeostasis >= 0, "EquilibriumParams.homeostasis", "must be >= 0", homeostasis);
        Require.that(
                homeostasis == 0 || backward == Backward.OWN,
                "EquilibriumParams.homeostasis",
                "must be 0 where top-down weights are the transposed forward ones",
                homeostasis);
    }

    /** Phases with a nudge after the free one. */
    public enum Nudges {
        /** One, beta: the estimate is off by O(beta). */
        ONE,
        /** Two, beta and -beta: it is off by O(beta^2). */
        CENTRED
    }

    /** Top-down weights. */
    public enum Backward {
        /** gamma W^T at every step: there is an energy. */
        TRANSPOSED,
        /** S, which learns by itself. */
        OWN
    }
}

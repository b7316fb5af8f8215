package org.apical.plasticity.optimiser;

import org.apical.neuron.parameter.Require;

/**
 * Parameters of Adam (Kingma and Ba 2015), all dimensionless.
 *
 * @param learningRate eta
 * @param beta1 share of the mean direction that is kept each step, in [0, 1)
 * @param beta2 share of the mean square that is kept each step, in [0, 1)
 * @param epsilon added to the root of the mean square, > 0
 */
public record AdamParams(LearningRate learningRate, double beta1, double beta2, double epsilon) {
    private static final double EPSILON = 1e-8;

    public AdamParams {
        Require.that(beta1 >= 0 && beta1 < 1, "AdamParams.beta1", "must be in [0, 1)", beta1);
        Require.that(beta2 >= 0 && beta2 < 1, "AdamParams.beta2", "must be in [0, 1)", beta2);
        Require.positive("AdamParams.epsilon", epsilon, "(dimensionless)");
    }

    /** With the customary epsilon of 1e-8. */
    public AdamParams(LearningRate learningRate, double beta1, double beta2) {
        this(learningRate, beta1, beta2, EPSILON);
    }

    /** beta1 = 0.9, beta2 = 0.999. */
    public static AdamParams customary(LearningRate learningRate) {
        return new AdamParams(learningRate, 0.9, 0.999);
    }
}

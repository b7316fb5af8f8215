package org.apical.plasticity.theory;

import org.apical.neuron.parameter.Require;

/**
 * Dendritic error microcircuits: mixing factors of potentials, conductances between two compartments over the total one, dimensionless.
 *
 * @param nudge lambda of the output towards its target, in (0, 1)
 * @param apical lambda_A of apical dendrites, in (0, 1)
 * @param teaching lambda_I of interneurons towards the neurons of the layer above that they predict, in (0, 1)
 * @param settling the tolerance is of potentials
 */
public record MicrocircuitParams(
        double nudge, double apical, double teaching, TopDown topDown, Interneurons interneurons, Settling settling) {
    public MicrocircuitParams {
        requireFactor("nudge", nudge);
        requireFactor("apical", apical);
        requireFactor("teaching", teaching);
    }

    private static void requireFactor(String name, double value) {
        Require.that(value > 0 && value < 1, "MicrocircuitParams." + name, "must be in (0, 1)", value);
    }

    /** Weights from the layer above to apical dendrites. */
    public enum TopDown {
        /** W^T at every step. */
        TRANSPOSED,
        /** S, fixed. */
        OWN
    }

    /** Weights to and from interneurons. */
    public enum Interneurons {
        /** Self-predicting at every step: W of the layer above, and minus the top-down weights. */
        SELF_PREDICTING,
        /** Self-predicting at first, then learned. */
        COPIED,
        /** Drawn, then learned. */
        DRAWN;

        /** Whether they are plastic. */
        public boolean plastic() {
            return this != SELF_PREDICTING;
        }
    }
}

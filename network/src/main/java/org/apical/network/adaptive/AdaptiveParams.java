package org.apical.network.adaptive;

import org.apical.neuron.parameter.Require;

/**
 * How accurately a controlled phase is integrated.
 *
 * @param tolerance of a step: how far, rms over the units of a layer, its beginning may lie from the parabola through its stages, as a share of the largest displacement that control causes in that layer (dimensionless)
 * @param read what of the phase is learned from
 */
public record AdaptiveParams(double tolerance, Read read) {
    /** Of u, by which Newton's method may still change it, in the tolerance of a step; and of the displacement that holding a settled lane may err by. */
    private static final double FINER = 0.01;

    public AdaptiveParams {
        Require.positive("AdaptiveParams.tolerance", tolerance, "(dimensionless)");
    }

    /** What of a controlled phase is learned from. */
    public enum Read {
        /** The time average. */
        AVERAGE,
        /** Its last state. */
        END
    }

    /** Tolerance 0.01. */
    public static AdaptiveParams standard(Read read) {
        return new AdaptiveParams(0.01, read);
    }

    double fine() {
        return FINER * tolerance;
    }
}

package org.apical.network.dynamics;

import org.apical.neuron.parameter.Require;

/**
 * When a lane has settled, so that its contribution to a time average may be held. With D the largest change a step of the lane's potentials (or control),
 * d their largest distance from where the controlled phase found them, n steps to come of T: holding the lane errs in the time average by at most D n^2 / (2 T) as
 * long as changes do not grow, so that it has settled once
 *
 * <pre>
 * D n^2 / (2 T) <= tolerance d        in every layer and in the control
 * </pre>
 *
 * at two checks in a row. The bound knows nothing of time constants: a slow mode behind fast ones is not mistaken for rest. Changes are taken over the steps between
 * two checks.
 *
 * @param tolerance dimensionless
 * @param every steps between checks
 * @param leastLanes blocks of fewer lanes are not cut (a vector has 8)
 */
public record Settling(double tolerance, int every, int leastLanes) {
    public Settling {
        Require.positive("Settling.tolerance", tolerance, "(dimensionless)");
        Require.atLeast("Settling.every", every, 1);
        Require.atLeast("Settling.leastLanes", leastLanes, 1);
    }

    /** Tolerance 1e-6: updates agree with those of stepping to the end within 1e-6 of the largest element of their layer (LearnerSettlingTest). */
    public static Settling standard() {
        return new Settling(1e-6, 10, 8);
    }
}

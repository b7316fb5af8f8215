package org.apical.plasticity.theory;

import org.apical.neuron.parameter.Require;

/**
 * When activity has settled.
 *
 * @param tolerance largest residual, in units of rates or potentials
 * @param steps most steps; a lane that has not settled by then ends the run
 */
public record Settling(double tolerance, int steps) {
    public Settling {
        Require.positive("Settling.tolerance", tolerance, "(dimensionless)");
        Require.atLeast("Settling.steps", steps, 1);
    }
}

package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/**
 * The nudged target of a regression: r_L* = r_L^- - lambda dLoss/dr_L^- with the loss sum_o (r_o - y_o)^2, that is r_L* = r_L^- + 2 lambda (y - r_L^-).
 *
 * @param stepsize lambda, dimensionless
 * @param wanted y of each lane, [lane][output]; not modified
 */
public record SquaredErrorNudge(double stepsize, double[][] wanted) implements OutputTarget {
    public SquaredErrorNudge {
        Require.finite("SquaredErrorNudge.stepsize", stepsize, "(dimensionless)");
        Require.table("SquaredErrorNudge.wanted", "lane", wanted);
    }

    @Override
    public void fill(double[] freeOutput, double[] target, int outputs, int lanes) {
        Require.that(
                wanted.length >= lanes && wanted[0].length == outputs,
                "SquaredErrorNudge.wanted",
                "must be " + outputs + " outputs of each of " + lanes + " lanes",
                wanted.length == 0 ? "none" : wanted[0].length + " of " + wanted.length);
        for (int o = 0; o < outputs; o++) {
            for (int lane = 0; lane < lanes; lane++) {
                double free = freeOutput[o * lanes + lane];
                target[o * lanes + lane] = free + 2 * stepsize * (wanted[lane][o] - free);
            }
        }
    }
}

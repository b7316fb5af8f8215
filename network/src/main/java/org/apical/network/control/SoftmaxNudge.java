package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/**
 * The nudged target of a classifier: r_L* = r_L^- - lambda dLoss/dr_L^- with the cross-entropy of softmax(beta r_L), that is r_L* = r_L^- +
 * lambda beta (onehot(label) - softmax(beta r_L^-)).
 *
 * @param stepsize lambda, dimensionless
 * @param gain beta, the inverse temperature of the softmax, dimensionless: logits are beta r_L
 * @param labels class of each lane, 0 .. outputs - 1
 */
public record SoftmaxNudge(double stepsize, double gain, int[] labels) implements OutputTarget {
    public SoftmaxNudge {
        Require.finite("SoftmaxNudge.stepsize", stepsize, "(dimensionless)");
        Require.finite("SoftmaxNudge.gain", gain, "(dimensionless)");
    }

    @Override
    public void fill(double[] freeOutput, double[] target, int outputs, int lanes) {
        Labels.check("SoftmaxNudge.labels", labels, outputs, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int o = 0; o < outputs; o++) {
                max = Math.max(max, freeOutput[o * lanes + lane]);
            }
            double sum = 0;
            for (int o = 0; o < outputs; o++) {
                sum += StrictMath.exp(gain * (freeOutput[o * lanes + lane] - max));
            }
            for (int o = 0; o < outputs; o++) {
                double free = freeOutput[o * lanes + lane];
                double probability = StrictMath.exp(gain * (free - max)) / sum;
                target[o * lanes + lane] = free + stepsize * gain * ((o == labels[lane] ? 1 : 0) - probability);
            }
        }
    }
}

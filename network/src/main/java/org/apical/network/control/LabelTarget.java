package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/**
 * The strong target of a classifier (Strong-DFC, physics.md 7): the softened one-hot label itself, whatever the network does without feedback.
 *
 * @param on r_L* of the labelled output
 * @param off r_L* of every other output
 * @param labels class of each lane, 0 .. outputs - 1
 */
public record LabelTarget(double on, double off, int[] labels) implements OutputTarget {
    public LabelTarget {
        Require.finite("LabelTarget.on", on, "(dimensionless)");
        Require.finite("LabelTarget.off", off, "(dimensionless)");
    }

    @Override
    public void fill(double[] freeOutput, double[] target, int outputs, int lanes) {
        Labels.check("LabelTarget.labels", labels, outputs, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            for (int o = 0; o < outputs; o++) {
                target[o * lanes + lane] = o == labels[lane] ? on : off;
            }
        }
    }
}

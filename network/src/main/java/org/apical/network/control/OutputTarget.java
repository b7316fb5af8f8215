package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/** Where the controller drives the output. */
@FunctionalInterface
public interface OutputTarget {
    /**
     * Writes r_L* for every output and lane.
     *
     * @param freeOutput r_L^-, the output without feedback, [output][lane]; not modified
     * @param target r_L*, [output][lane]; written
     */
    void fill(double[] freeOutput, double[] target, int outputs, int lanes);

    /** A given target, whatever the network does. */
    static OutputTarget fixed(double[] target) {
        Require.allFinite("OutputTarget.fixed", target);
        return (free, to, outputs, lanes) -> {
            Require.that(
                    target.length == outputs * lanes,
                    "OutputTarget.fixed",
                    "must be " + outputs + " outputs x " + lanes + " lanes",
                    target.length);
            System.arraycopy(target, 0, to, 0, target.length);
        };
    }

    /** The network's own output: nothing is to be changed, and what the controller then does is due to noise; for learning feedback weights. */
    static OutputTarget ownOutput() {
        return (free, to, outputs, lanes) -> System.arraycopy(free, 0, to, 0, outputs * lanes);
    }
}

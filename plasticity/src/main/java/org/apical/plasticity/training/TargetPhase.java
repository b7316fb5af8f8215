package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;
import org.apical.neuron.parameter.Require;

/**
 * What the controller drives the output to while feedback weights learn, and when they begin to.
 *
 * @param target r_L* of the samples
 * @param onset first controlled step in which feedback weights change: what comes before is the way to the target, not noise
 */
public record TargetPhase(Targets target, int onset) {
    public TargetPhase {
        Require.atLeast("TargetPhase.onset", onset, 0);
    }

    /** Its own output: the first of two phases, in which control has nothing to do but to answer noise. */
    public static TargetPhase ownOutput() {
        OutputTarget own = OutputTarget.ownOutput();
        return new TargetPhase(samples -> own, 0);
    }
}

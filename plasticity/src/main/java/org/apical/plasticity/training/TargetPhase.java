package org.apical.plasticity.training;

import java.util.function.Function;
import org.apical.network.control.OutputTarget;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.parameter.Require;

/**
 * What the controller drives the output to while feedback weights learn, and when they begin to.
 *
 * @param target r_L* of a block, given its labels
 * @param onset first controlled step in which feedback weights change: what comes before is the way to the target, not noise
 */
public record TargetPhase(Function<int[], OutputTarget> target, int onset) {
    public TargetPhase {
        Require.atLeast("TargetPhase.onset", onset, 0);
    }

    /** Its own output: the first of two phases, in which control has nothing to do but to answer noise. */
    public static TargetPhase ownOutput() {
        OutputTarget own = OutputTarget.ownOutput();
        return new TargetPhase(labels -> own, 0);
    }

    OutputTarget of(Samples samples, Block block) {
        return target.apply(samples.labels(block.first(), block.lanes()));
    }
}

package org.apical.plasticity.training;

import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.update.WeightUpdate;

/** Where a direction of change of the forward weights comes from: local rules, see {@link Learner}, or a reference that is not local. */
@FunctionalInterface
public interface ForwardSignal {

    /**
     * The direction that a batch asks for, the mean over samples; step sizes of nudged targets are contained in it.
     *
     * @param weights not modified
     * @param trial number of the first presentation
     */
    WeightUpdate direction(NetworkWeights weights, Samples samples, long trial);

    /** Steps in which activity settled, of a sample of the last batch, the mean; 0 where none has to. */
    default double settlingSteps() {
        return 0;
    }
}

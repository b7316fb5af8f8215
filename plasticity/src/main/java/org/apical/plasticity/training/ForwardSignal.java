package org.apical.plasticity.training;

import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.plasticity.update.WeightUpdate;

/** Where a direction of change of the forward weights comes from: local rules, see {@link TimeAverage}, or a reference that is not local. */
@FunctionalInterface
public interface ForwardSignal {

    /**
     * The direction that a batch asks for, the mean over samples; step sizes of nudged targets are contained in it.
     *
     * @param weights not modified
     * @param trial number of the first presentation
     */
    WeightUpdate direction(NetworkWeights weights, Samples samples, long trial);

    /** The time average of what local rules ask for over the simulated presentation. */
    record TimeAverage(Learner learner) implements ForwardSignal {
        @Override
        public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
            return learner.update(weights, samples, Phase.TRAINING, trial);
        }
    }
}

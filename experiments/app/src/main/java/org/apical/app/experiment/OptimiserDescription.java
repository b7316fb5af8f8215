package org.apical.app.experiment;

import org.apical.network.description.NetworkDescription;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;

/** What turns directions of change into steps of the forward weights. */
public interface OptimiserDescription {
    /** The optimiser of a run of so many updates. */
    Optimiser optimiser(NetworkDescription network, long updates);

    /** eta of the first step. */
    double rate();

    /** {@link org.apical.plasticity.optimiser.Adam}. */
    record AdamOptimiser(
            @Key(value = "eta of the first step", or = "0.01", above = 0)
            double rate,

            @Key(value = "eta over the run", or = "linear decay")
            Schedule schedule,

            @Key(value = "share of the mean direction kept", or = "0.9", least = 0, below = 1)
            double beta1,

            @Key(value = "share of the mean square kept", or = "0.999", least = 0, below = 1)
            double beta2,

            @Key(value = "added to the root of the mean square", or = "1e-8", above = 0)
            double epsilon)
            implements OptimiserDescription {
        @Override
        public Optimiser optimiser(NetworkDescription network, long updates) {
            return new Adam(network, new AdamParams(schedule.of(rate, updates), beta1, beta2, epsilon));
        }
    }

    /** Gradient descent with momentum. */
    record Sgd(
            @Key(value = "eta of the first step", or = "0.01", above = 0)
            double rate,

            @Key(value = "eta over the run", or = "linear decay")
            Schedule schedule,

            @Key(value = "mu", or = "0", least = 0, below = 1)
            double momentum)
            implements OptimiserDescription {
        @Override
        public Optimiser optimiser(NetworkDescription network, long updates) {
            return new MomentumSgd(network, schedule.of(rate, updates), momentum);
        }
    }
}

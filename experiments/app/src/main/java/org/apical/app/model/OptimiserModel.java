package org.apical.app.model;

import org.apical.network.description.NetworkDescription;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;

/** A described optimiser of the forward weights. */
public sealed interface OptimiserModel {

    /** eta of the first step. */
    double rate();

    /** Whether it falls linearly to zero over the run. */
    boolean falling();

    /** The optimiser of a run of so many updates. */
    Optimiser optimiser(NetworkDescription network, long updates);

    /** eta over a run. */
    default LearningRate learningRate(long updates) {
        return falling()
                ? new LearningRate.LinearDecay(rate(), Math.max(1, updates))
                : new LearningRate.Constant(rate());
    }

    /** Adam with its customary parameters. */
    record AdamModel(double rate, boolean falling) implements OptimiserModel {
        public AdamModel {
            Require.positive("optimiser.rate", rate, "(dimensionless)");
        }

        @Override
        public Optimiser optimiser(NetworkDescription network, long updates) {
            return new Adam(network, learningRate(updates));
        }
    }

    /** Gradient descent with momentum mu. */
    record SgdModel(double rate, boolean falling, double momentum) implements OptimiserModel {
        public SgdModel {
            Require.positive("optimiser.rate", rate, "(dimensionless)");
            Require.that(momentum >= 0 && momentum < 1, "optimiser.momentum", "must be in [0, 1)", momentum);
        }

        @Override
        public Optimiser optimiser(NetworkDescription network, long updates) {
            return new MomentumSgd(network, learningRate(updates), momentum);
        }
    }
}

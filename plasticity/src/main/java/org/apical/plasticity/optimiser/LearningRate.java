package org.apical.plasticity.optimiser;

import org.apical.neuron.parameter.Require;

/** Learning rate eta over the steps of an optimiser. */
@FunctionalInterface
public interface LearningRate {

    /** eta of a step, counted from 0. */
    double at(long step);

    /** The same rate throughout. */
    record Constant(double rate) implements LearningRate {
        public Constant {
            Require.positive("LearningRate.rate", rate, "(dimensionless)");
        }

        @Override
        public double at(long step) {
            return rate;
        }
    }

    /** From {@code initial} linearly towards zero, which it would reach at step {@code steps}. */
    record LinearDecay(double initial, long steps) implements LearningRate {
        public LinearDecay {
            Require.positive("LearningRate.initial", initial, "(dimensionless)");
            Require.that(steps > 0, "LearningRate.steps", "must be > 0", steps);
        }

        @Override
        public double at(long step) {
            return initial * Math.max(0, 1 - (double) step / steps);
        }
    }
}

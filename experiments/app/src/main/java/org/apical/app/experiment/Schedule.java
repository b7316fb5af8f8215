package org.apical.app.experiment;

import org.apical.plasticity.optimiser.LearningRate;

/** A learning rate over the steps of a run. */
public interface Schedule {
    /**
     * eta of each step.
     *
     * @param rate eta of the first step, or the largest
     * @param updates steps of the run
     */
    LearningRate of(double rate, long updates);

    /** The same throughout. */
    record Constant() implements Schedule {
        @Override
        public LearningRate of(double rate, long updates) {
            return new LearningRate.Constant(rate);
        }
    }

    /** Linearly to zero. */
    record LinearDecay() implements Schedule {
        @Override
        public LearningRate of(double rate, long updates) {
            return new LearningRate.LinearDecay(rate, Math.max(1, updates));
        }
    }
}

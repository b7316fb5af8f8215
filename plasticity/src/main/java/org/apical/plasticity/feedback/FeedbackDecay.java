package org.apical.plasticity.feedback;

import org.apical.neuron.parameter.Require;

/** beta of the decay -beta Q: keeps feedback weights from growing without end. */
public sealed interface FeedbackDecay {

    /** beta for weights Q, which it may read only where it is not the same for all. */
    double beta(double[] q);

    /** Whether weights decay at all: else no synapse reads its own. */
    default boolean decays() {
        return true;
    }

    /** beta = 0. */
    record None() implements FeedbackDecay {
        @Override
        public boolean decays() {
            return false;
        }

        @Override
        public double beta(double[] q) {
            return 0;
        }
    }

    /** The same beta for any Q: -beta Q descends (beta/2) ||Q||_F^2. */
    record Constant(double beta) implements FeedbackDecay {
        public Constant {
            Require.positive("FeedbackDecay.beta", beta, "(dimensionless)");
        }

        @Override
        public double beta(double[] q) {
            return beta;
        }
    }

    /**
     * beta = b (||Q||_F^2 - c), of either sign: -beta Q descends (b/4) (||Q||_F^2 - c)^2 and holds the squared norm of a layer's feedback at c. The norm is a constant
     * of the population, not of one synapse.
     *
     * @param rate b, > 0
     * @param squaredNorm c, > 0
     */
    record Homeostatic(double rate, double squaredNorm) implements FeedbackDecay {
        public Homeostatic {
            Require.positive("FeedbackDecay.rate", rate, "(dimensionless)");
            Require.positive("FeedbackDecay.squaredNorm", squaredNorm, "(dimensionless)");
        }

        @Override
        public double beta(double[] q) {
            double sum = 0;
            for (double x : q) {
                sum += x * x;
            }
            return rate * (sum - squaredNorm);
        }
    }
}

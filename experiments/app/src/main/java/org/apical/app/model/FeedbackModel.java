package org.apical.app.model;

import org.apical.network.control.ControllerParams;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.feedback.ControlFilter;

/** Where the described feedback weights Q come from. */
public sealed interface FeedbackModel {

    /** Q_i = (W_L ... W_{i+1})^T of the initial weights: copied, and never changed. */
    record Product() implements FeedbackModel {}

    /** Drawn at random, and never changed. */
    record Random() implements FeedbackModel {}

    /**
     * Drawn at random, then learned from noise in phases of their own (physics.md 7).
     *
     * @param noise in the apical dendrites while feedback learns
     * @param law of the controller meanwhile
     * @param presentationMs of a sample (ms)
     * @param schedule when feedback learns
     */
    record Learned(Noise noise, ControllerParams law, double presentationMs, Schedule schedule)
            implements FeedbackModel {
        public Learned {
            Require.positive("learned.presentationMs", presentationMs, "ms");
        }
    }

    /**
     * Noise of {@link org.apical.plasticity.feedback.FeedbackNoise}, and what the rule makes of it.
     *
     * @param sigma amplitude, in units of v times the root of tau_u
     * @param tauAMs tau_a (ms) of the apical dendrites
     * @param filter how apical synapses read the control
     * @param decay beta of Q, dimensionless
     */
    record Noise(double sigma, double tauAMs, ControlFilter filter, double decay) {
        public Noise {
            Require.positive("learned.sigma", sigma, "(units of v times the root of tau_u)");
            Require.positive("learned.tauAMs", tauAMs, "ms");
            Require.notNegative("learned.decay", decay, "(dimensionless)");
        }
    }

    /**
     * When feedback weights learn, by Adam with beta1 = beta2 = 0.99.
     *
     * @param preTrainingEpochs feedback epochs before the first forward epoch
     * @param preTrainingRate learning rate there, which falls linearly to zero
     * @param epochsBetween feedback epochs after each forward epoch
     * @param rateBetween learning rate there
     */
    record Schedule(int preTrainingEpochs, double preTrainingRate, int epochsBetween, double rateBetween) {
        private static final int MOST_EPOCHS = 10_000;

        public Schedule {
            Require.that(
                    preTrainingEpochs >= 0 && preTrainingEpochs <= MOST_EPOCHS,
                    "learned.preTrainingEpochs",
                    "must be 0 .. " + MOST_EPOCHS,
                    preTrainingEpochs);
            Require.that(
                    epochsBetween >= 0 && epochsBetween <= MOST_EPOCHS,
                    "learned.epochsBetween",
                    "must be 0 .. " + MOST_EPOCHS,
                    epochsBetween);
            Require.that(
                    preTrainingEpochs + epochsBetween > 0,
                    "learned",
                    "must have feedback epochs: preTrainingEpochs, epochsBetween or both",
                    "none");
            Require.positive("learned.preTrainingRate", preTrainingRate, "(dimensionless)");
            Require.positive("learned.rateBetween", rateBetween, "(dimensionless)");
        }
    }
}

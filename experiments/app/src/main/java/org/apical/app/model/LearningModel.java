package org.apical.app.model;

import org.apical.app.data.Digits;
import org.apical.neuron.parameter.Require;

/**
 * How a described network learns: the section {@code learning} of its file.
 *
 * @param form what it is run as
 * @param rule of the basal synapses
 * @param feedback where the apical weights come from
 * @param target where the controller drives the output
 * @param optimiser of the forward weights
 * @param course what it learns from, and for how long
 */
public record LearningModel(
        Form form,
        RuleModel rule,
        FeedbackModel feedback,
        TargetModel target,
        OptimiserModel optimiser,
        Course course) {

    public LearningModel {
        Require.that(
                form == Form.F3 || !rule.needsSpikes(),
                "learning.rule",
                "must not need spikes, which only formulation F3 has",
                rule.name());
    }

    /** What a network is run as while it learns. */
    public enum Form {
        F1,
        F2,
        F3
    }

    /**
     * The embedded digits, how many of them, how often.
     *
     * @param samples to learn from
     * @param tested held-out samples
     * @param epochs presentations of each sample
     * @param batch samples of an update
     */
    public record Course(int samples, int tested, int epochs, int batch) {
        private static final int MOST_EPOCHS = 10_000;

        public Course {
            int most = Digits.IMAGES - Digits.HELD_OUT;
            Require.that(samples >= 1 && samples <= most, "learning.samples", "must be 1 .. " + most, samples);
            Require.that(
                    tested >= 1 && tested <= Digits.HELD_OUT,
                    "learning.tested",
                    "must be 1 .. " + Digits.HELD_OUT,
                    tested);
            Require.that(
                    epochs >= 1 && epochs <= MOST_EPOCHS, "learning.epochs", "must be 1 .. " + MOST_EPOCHS, epochs);
            Require.that(batch >= 1 && batch <= samples, "learning.batch", "must be 1 .. samples = " + samples, batch);
        }

        /** Updates of the forward weights in all. */
        public long updates() {
            return (long) epochs * ((samples + batch - 1) / batch);
        }
    }
}

package org.apical.app.experiment;

import org.apical.neuron.parameter.Require;

/**
 * What a method of learning needs of a network beside its forward pass. Words, as they stand in tables; {@code none} where there is nothing.
 *
 * @param transport whether synapses have the weights of others
 * @param phases passes or phases of a presentation in which activity is read for plasticity, the first one without feedback counted in
 * @param broadcast signals that reach synapses or neurons and are no activity of neurons that project there
 * @param settling what has to settle before weights change, and in how many steps at most
 * @param extra populations and pathways beside the units and their forward synapses
 */
public record MethodNeeds(Transport transport, int phases, String broadcast, String settling, String extra) {
    /** Nothing. */
    public static final String NONE = "none";

    public MethodNeeds {
        Require.atLeast("MethodNeeds.phases", phases, 1);
    }

    /** Whether backward or feedback synapses have the weights of forward ones. */
    public enum Transport {
        /** None is copied. */
        NO("no"),
        /** Copied before learning, and no more. */
        ONCE("once, at the start"),
        /** Copied, or read, at every step. */
        ALWAYS("at every step");

        private final String words;

        Transport(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }

        /** That of feedback weights of an origin. */
        static Transport of(FeedbackDescription feedback) {
            return feedback.origin() == FeedbackDescription.Origin.COPIED ? ONCE : NO;
        }
    }
}

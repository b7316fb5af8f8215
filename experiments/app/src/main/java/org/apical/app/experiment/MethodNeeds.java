package org.apical.app.experiment;

import org.apical.neuron.parameter.Require;

/**
 * What a method of learning needs of a network beside its forward pass. Words, as they stand in tables; {@code none} where there is nothing.
 *
 * @param transport whether synapses have the weights of others, and which
 * @param phases passes or phases of a presentation in which activity is read for plasticity, the first one without feedback counted in
 * @param broadcast signals that reach synapses or neurons and are no activity of neurons that project there
 * @param settling what has to settle before weights change, and in how many steps at most
 * @param extra populations and pathways beside the units and their forward synapses
 */
public record MethodNeeds(Transport transport, int phases, String broadcast, String settling, String extra) {
    /** Nothing. */
    public static final String NONE = "none";

    /** A signal that no more than the output needs. */
    static final String AT_OUTPUT = "at the output, its target";

    public MethodNeeds {
        Require.atLeast("MethodNeeds.phases", phases, 1);
    }

    /**
     * Whether synapses have, or read, the weights of others.
     *
     * @param when in words
     * @param what which weights those are; {@code none} where there are none
     */
    public record Transport(String when, String what) {
        /** No weight is copied. */
        public static final Transport NO = new Transport("no", NONE);

        /** Copied before learning, and no more. */
        static Transport once(String what) {
            return new Transport("once, at the start", what);
        }

        /** Copied, or read, at every step. */
        static Transport always(String what) {
            return new Transport("at every step", what);
        }

        /** Whether there is any. */
        public boolean exists() {
            return !equals(NO);
        }

        /** In words. */
        public String words() {
            return exists() ? when + ": " + what : when;
        }
    }
}

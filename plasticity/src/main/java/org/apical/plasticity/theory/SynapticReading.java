package org.apical.plasticity.theory;

/**
 * Something that a synapse reads when it changes.
 *
 * @param quantity its name
 * @param site on which side of the synapse it exists
 */
public record SynapticReading(String quantity, Site site) {
    /** The weight of the synapse. */
    public static final SynapticReading WEIGHT = new SynapticReading("weight", Site.SYNAPSE);
    /** The weight of the synapse between the same two neurons in the other direction. */
    public static final SynapticReading RECIPROCAL_WEIGHT = new SynapticReading("reciprocal weight", Site.SYNAPSE);

    /** Where something exists. */
    public enum Site {
        /** At the neuron from which the synapse comes. */
        PRESYNAPTIC,
        /** At its own neuron. */
        POSTSYNAPTIC,
        /** At itself. */
        SYNAPSE
    }

    /** At the neuron from which the synapse comes. */
    public static SynapticReading pre(String quantity) {
        return new SynapticReading(quantity, Site.PRESYNAPTIC);
    }

    /** At its own neuron. */
    public static SynapticReading post(String quantity) {
        return new SynapticReading(quantity, Site.POSTSYNAPTIC);
    }

    /** In words. */
    public String words() {
        return switch (site) {
            case PRESYNAPTIC -> "presynaptic " + quantity;
            case POSTSYNAPTIC -> "postsynaptic " + quantity;
            case SYNAPSE -> quantity;
        };
    }
}

package org.apical.network.description;

import org.apical.neuron.compartment.PyramidalCell;

/** Where the synapses of a projection sit. */
public enum Site {
    /** The basal dendrites: bottom-up, lateral and recurrent input. */
    BASAL(PyramidalCell.BASAL),
    /** The apical dendrites: top-down input. */
    APICAL(PyramidalCell.APICAL);

    private final String dendrites;

    Site(String dendrites) {
        this.dendrites = dendrites;
    }

    /** Name of the kind of dendrite in a {@link PyramidalCell}. */
    public String dendrites() {
        return dendrites;
    }
}

package org.apical.neuron.compartment;

/** How dendrites and soma exchange current. */
public enum Coupling {
    /** Axial current flows both ways. */
    RECIPROCAL,
    /** The dendrite drives the soma and does not see it (Urbanczik and Senn 2014; Sacramento et al. 2018). */
    DENDRITE_TO_SOMA
}

package org.apical.app.experiment;

/** What a network is run as. */
public enum Form {
    /** Abstract rates. */
    F1,
    /** Graded compartments. */
    F2,
    /** Spiking compartments. */
    F3
}

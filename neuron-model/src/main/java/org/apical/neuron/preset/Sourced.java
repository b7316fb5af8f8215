package org.apical.neuron.preset;

/**
 * A number and where it comes from.
 *
 * @param quantity what it is
 * @param unit of the value
 * @param source publication, or program and its parameter
 */
public record Sourced(String quantity, double value, String unit, Evidence evidence, String source) {

    /** How far the number was followed. */
    public enum Evidence {
        /** Read in the source itself: a model file or a program's defaults. */
        READ,
        /** Read in programs that reimplement the publication, which agree; the publication itself was not at hand. */
        REIMPLEMENTED,
        /** Computed from sourced numbers, as said. */
        DERIVED,
        /** Free in the source, chosen here for the reason said. */
        CHOSEN
    }
}

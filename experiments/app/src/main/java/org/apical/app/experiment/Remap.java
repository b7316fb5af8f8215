package org.apical.app.experiment;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.reduction.RateReduction;

/**
 * Which synapses are scaled to the cell: by its transfer resistances (physics.md 5.1), so that a weight moves the soma of any cell alike. The others have the currents that they
 * would have on the standard cell.
 */
public enum Remap {
    NONE("synapses have the currents that they would have on the standard cell"),
    BASAL(
            "basal synapses are scaled to the cell by its transfer resistances, apical ones have the currents that they would have on the standard cell"),
    APICAL(
            "apical synapses are scaled to the cell by its transfer resistances, basal ones have the currents that they would have on the standard cell"),
    ALL(
            "synapses are scaled to the cell by its transfer resistances, so that a weight moves the soma of any cell alike");

    private final String words;

    Remap(String words) {
        this.words = words;
    }

    /** What it means. */
    public String words() {
        return words;
    }

    /** @param assumed what the cell is taken for */
    RateReduction of(RateReduction own, Assumed assumed) {
        RateReduction reduction = assumed.right() ? own : own.takenFor(assumed.of(own.cell()));
        boolean basal = this == NONE || this == APICAL;
        boolean apical = this == NONE || this == BASAL;
        return basal || apical ? reduction.mapped(PyramidalCell.standard(), basal, apical) : reduction;
    }
}

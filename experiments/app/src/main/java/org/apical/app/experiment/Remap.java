package org.apical.app.experiment;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.reduction.RateReduction;

/**
 * Which synapses are scaled to the cell: by its transfer resistances (physics.md 5.1), so that a weight moves the soma of any cell alike. The others have the currents that they
 * would have on the standard cell.
 */
public enum Remap {
    NONE,
    BASAL,
    APICAL,
    ALL;

    RateReduction of(RateReduction reduction) {
        boolean basal = this == NONE || this == APICAL;
        boolean apical = this == NONE || this == BASAL;
        return basal || apical ? reduction.mapped(PyramidalCell.standard(), basal, apical) : reduction;
    }
}

package org.apical.app.experiment;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Key;

/** The cell that neurons are taken for where synapses are scaled to them ({@link Remap}) and rules predict the soma, as factors on the conductances of the one that they are. */
public record Assumed(
        @Key(value = "factor on leak conductances", or = "1", above = 0)
        double leak,

        @Key(value = "factor on coupling conductances", or = "1", above = 0)
        double coupling) {

    /** Whether neurons are taken for what they are. */
    public boolean right() {
        return leak == 1 && coupling == 1;
    }

    PyramidalCell of(PyramidalCell cell) {
        return cell.scaled(leak, coupling);
    }
}

package org.apical.network.control;

import org.apical.neuron.parameter.ParameterException;

/** Labels of a block. */
final class Labels {
    private Labels() {}

    /** Throws unless every lane has a label, and it is one of the outputs. */
    static void check(String name, int[] labels, int outputs, int lanes) {
        if (labels.length < lanes) {
            throw new ParameterException(name, "must be one for each of " + lanes + " lanes", labels.length);
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (labels[lane] < 0 || labels[lane] >= outputs) {
                throw new ParameterException(
                        name + " of lane " + lane,
                        "must be one of the " + outputs + " outputs, 0 .. " + (outputs - 1),
                        labels[lane]);
            }
        }
    }
}

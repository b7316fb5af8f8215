package org.apical.neuron.population;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;

/**
 * The neurons of one unit where units differ: what they have in place of what their layer has.
 *
 * @param cell of the compartments and E_L of that of the layer
 * @param thresholdMv by how much the threshold of the soma lies higher (mV)
 * @param basalTau decay of the basal synapses over that of the layer (dimensionless), > 0
 * @param apicalTau decay of the apical synapses over that of the layer (dimensionless), > 0
 */
public record UnitNeuron(PyramidalCell cell, double thresholdMv, double basalTau, double apicalTau) {
    public UnitNeuron {
        Require.finite("UnitNeuron.thresholdMv", thresholdMv, "mV");
        Require.positive("UnitNeuron.basalTau", basalTau, "(dimensionless)");
        Require.positive("UnitNeuron.apicalTau", apicalTau, "(dimensionless)");
    }
}

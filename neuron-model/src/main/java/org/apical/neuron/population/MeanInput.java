package org.apical.neuron.population;

import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.SteadyPotentials;

/**
 * The steady state under constant currents and basal synaptic kicks that arrive at every step: just before a kick the synaptic current is kick d
 * / (1 - d), d = exp(-dt/tau_b); its mean over time is kick tau_b / dt.
 */
final class MeanInput {
    private final SteadyPotentials steady;
    private final double beforeKick;
    private final double meanPerKick;
    private final double[] basal;

    MeanInput(PyramidalCell cell, double synapseTauMs, double dtMs, int size) {
        steady = new SteadyPotentials(cell);
        double decay = Math.exp(-dtMs / synapseTauMs);
        beforeKick = decay / (1 - decay);
        meanPerKick = synapseTauMs / dtMs;
        basal = new double[size];
    }

    /**
     * @param state modified
     * @param input its synaptic currents are set: the basal one to its value before a kick, the apical one to none
     */
    void settle(CompartmentState state, InputCurrents input, double[] kickPicoA) {
        for (int k = 0; k < basal.length; k++) {
            input.basalSynapticPicoA()[k] = kickPicoA[k] * beforeKick;
            input.apicalSynapticPicoA()[k] = 0;
            basal[k] = kickPicoA[k] * meanPerKick + input.basalConstantPicoA()[k];
        }
        steady.enter(state, basal, input.apicalConstantPicoA(), basal.length);
    }
}

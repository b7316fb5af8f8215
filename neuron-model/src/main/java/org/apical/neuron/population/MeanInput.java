package org.apical.neuron.population;

import org.apical.neuron.compartment.CompartmentState;
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

    MeanInput(LayerSpec layer) {
        steady = new SteadyPotentials(layer.reduction().cell());
        double decay = Math.exp(-layer.dtMs() / layer.synapseTauMs());
        beforeKick = decay / (1 - decay);
        meanPerKick = layer.synapseTauMs() / layer.dtMs();
        basal = new double[layer.size()];
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

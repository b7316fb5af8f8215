package org.apical.neuron.population;

import java.util.Arrays;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.SteadyPotentials;

/**
 * The steady state under constant currents and synaptic kicks that arrive at every step: just before a kick the synaptic current is kick d / (1 - d),
 * d = exp(-dt/tau); its mean over time is kick tau / dt.
 */
final class MeanInput {
    private final SteadyPotentials steady;
    private final double dtMs;
    private final LayerInputs inputs;
    private final double[] basal;
    private final double[] apical;

    MeanInput(LayerSpec layer) {
        steady = new SteadyPotentials(layer.reduction().cell());
        dtMs = layer.dtMs();
        inputs = layer.inputs();
        basal = new double[layer.size()];
        apical = new double[layer.size()];
    }

    /**
     * @param state modified
     * @param input its synaptic currents are set to their values before a kick
     */
    void settle(CompartmentState state, InputCurrents input, double[] basalKickPicoA, double[] apicalKickPicoA) {
        enter(inputs.basalTauMs(), basalKickPicoA, input.basalConstantPicoA(), input.basalSynapticPicoA(), basal);
        enter(inputs.apicalTauMs(), apicalKickPicoA, input.apicalConstantPicoA(), input.apicalSynapticPicoA(), apical);
        steady.enter(state, basal, apical, basal.length);
    }

    private void enter(double tauMs, double[] kick, double[] constant, double[] synaptic, double[] mean) {
        double decay = Math.exp(-dtMs / tauMs);
        Arrays.fill(mean, 0);
        System.arraycopy(constant, 0, mean, 0, constant.length);
        for (int k = 0; k < mean.length; k++) {
            synaptic[k] = kick[k] * (decay / (1 - decay));
            mean[k] += kick[k] * (tauMs / dtMs);
        }
    }
}

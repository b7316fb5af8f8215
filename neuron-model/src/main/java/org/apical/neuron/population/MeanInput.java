package org.apical.neuron.population;

import java.util.Arrays;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.SteadyPotentials;

/**
 * The steady state under constant currents and synaptic kicks that arrive at every step: just before a kick the synaptic current, or conductance, is kick d / (1 - d),
 * d = exp(-dt/tau); its mean over time is kick tau / dt.
 */
final class MeanInput {
    private final SteadyPotentials steady;
    private final double dtMs;
    private final LayerInputs inputs;
    private final double[] basal;
    private final double[] apical;
    /** Null where all synapses are currents. */
    private final SteadyConductances conductances;

    MeanInput(LayerSpec layer) {
        steady = new SteadyPotentials(layer.reduction().cell());
        dtMs = layer.dtMs();
        inputs = layer.inputs();
        boolean linear = inputs.synapses().linear();
        basal = new double[linear ? layer.size() : 0];
        apical = new double[linear ? layer.size() : 0];
        conductances = linear
                ? null
                : new SteadyConductances(
                        layer.reduction().cell(), inputs.inputs(layer.reduction()), layer.size(), layer.kernels());
    }

    /**
     * @param state modified
     * @param input its synaptic currents are set to their values before a kick
     */
    void settle(CompartmentState state, InputCurrents input, double[] basalKickPicoA, double[] apicalKickPicoA) {
        if (conductances == null) {
            enter(inputs.basalTauMs(), basalKickPicoA, input.basalConstantPicoA(), input.basalSynapticPicoA(), basal);
            enter(
                    inputs.apicalTauMs(),
                    apicalKickPicoA,
                    input.apicalConstantPicoA(),
                    input.apicalSynapticPicoA(),
                    apical);
            steady.enter(state, basal, apical, basal.length);
            return;
        }
        double[][] mean = conductances.means();
        for (int k = 0; k < mean.length; k++) {
            System.arraycopy(input.variables()[k], 0, mean[k], 0, mean[k].length);
        }
        input.basal().settle(0, basalKickPicoA, dtMs, mean);
        input.apical().settle(input.basal().count(), apicalKickPicoA, dtMs, mean);
        conductances.enter(state);
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

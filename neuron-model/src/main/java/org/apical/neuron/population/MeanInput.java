package org.apical.neuron.population;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.SteadyPotentials;

/**
 * The steady state under constant currents and synaptic kicks that arrive at every step: just before a kick the synaptic current, or conductance, is kick d / (1 - d),
 * d = exp(-dt/tau); its mean over time is kick tau / dt.
 */
final class MeanInput {
    private final SteadyPotentials steady;
    private final double dtMs;
    /** Of each unit; of one where all are alike. */
    private final List<LayerInputs> units;

    private final int elements;
    private final double[] basal;
    private final double[] apical;
    /** Null where all synapses are currents. */
    private final SteadyConductances conductances;

    MeanInput(LayerSpec layer) {
        steady = new SteadyPotentials(layer.cells(), layer.elements(1));
        dtMs = layer.dtMs();
        units = layer.unitInputs();
        elements = layer.elements(1);
        LayerInputs inputs = layer.inputs();
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
            enter(
                    LayerInputs::basalTauMs,
                    basalKickPicoA,
                    input.basalConstantPicoA(),
                    input.basalSynapticPicoA(),
                    basal);
            enter(
                    LayerInputs::apicalTauMs,
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

    private void enter(
            ToDoubleFunction<LayerInputs> tau, double[] kick, double[] constant, double[] synaptic, double[] mean) {
        Arrays.fill(mean, 0);
        System.arraycopy(constant, 0, mean, 0, constant.length);
        int from = 0;
        for (LayerInputs unit : units) {
            double tauMs = tau.applyAsDouble(unit);
            double decay = Math.exp(-dtMs / tauMs);
            int to = from + Math.min(mean.length - from, elements);
            for (int k = from; k < to; k++) {
                synaptic[k] = kick[k] * (decay / (1 - decay));
                mean[k] += kick[k] * (tauMs / dtMs);
            }
            from = to;
        }
    }
}

package org.apical.neuron.population;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * What the populations of one layer have in common, however their units are made.
 *
 * @param transfer phi: the intensity of escape noise; the f–I curve of somata that integrate and fire
 * @param synapseTauMs decay of the synaptic currents (ms), > 0
 * @param dtMs time step (ms), > 0
 * @param units units of the layer
 * @param lanes independent copies side by side
 */
public record LayerSpec(
        RateReduction reduction,
        TransferFunction transfer,
        double synapseTauMs,
        double dtMs,
        Kernels kernels,
        int units,
        int lanes) {
    public LayerSpec {
        Require.positive("LayerSpec.synapseTauMs", synapseTauMs, "ms");
        Require.positive("LayerSpec.dtMs", dtMs, "ms");
        Require.atLeast("LayerSpec.units", units, 1);
        Require.atLeast("LayerSpec.lanes", lanes, 1);
    }

    /** Elements of an array [unit][lane]. */
    int size() {
        return units * lanes;
    }
}

package org.apical.neuron.population;

import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * What the populations of one layer have in common, however their units are made.
 *
 * @param transfer phi: the intensity of escape noise; the f–I curve of somata that integrate and fire
 * @param inputs the currents into the dendrites
 * @param plastic whether rules will read the mean of V_b over each step
 * @param dtMs time step (ms), > 0
 * @param units units of the layer
 * @param lanes independent copies side by side
 */
public record LayerSpec(
        RateReduction reduction,
        TransferFunction transfer,
        LayerInputs inputs,
        boolean plastic,
        double dtMs,
        Kernels kernels,
        int units,
        int lanes) {
    public LayerSpec {
        Require.positive("LayerSpec.dtMs", dtMs, "ms");
        Require.atLeast("LayerSpec.units", units, 1);
        Require.atLeast("LayerSpec.lanes", lanes, 1);
        Sizes.elements("LayerSpec: units x lanes", units, lanes);
    }

    /** A plastic layer with every kind of current, whose synapses share a time constant. */
    public LayerSpec(
            RateReduction reduction,
            TransferFunction transfer,
            double synapseTauMs,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes) {
        this(reduction, transfer, LayerInputs.all(synapseTauMs), true, dtMs, kernels, units, lanes);
    }

    /** Elements of an array [unit][lane]. */
    int size() {
        return units * lanes;
    }

    /** Potentials of one neuron a unit. */
    CompartmentState state() {
        return plastic
                ? CompartmentState.withBasalMean(reduction.cell(), size())
                : CompartmentState.of(reduction.cell(), size());
    }

    /** Neurons one by one, at rest. */
    NeuronPopulation neurons(NeuronModel model, Stepping stepping, Layout layout) {
        return plastic
                ? NeuronPopulation.withBasalMean(model, stepping, layout, kernels)
                : new NeuronPopulation(model, stepping, layout, kernels);
    }
}

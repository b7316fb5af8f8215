package org.apical.neuron.population;

import java.util.List;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.reduction.CodedRate;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.TransferArgument;
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
 * @param own the neurons of each unit where units differ, under current synapses and somata without a current of their own; none: all are those of the reduction
 */
public record LayerSpec(
        RateReduction reduction,
        TransferFunction transfer,
        LayerInputs inputs,
        boolean plastic,
        double dtMs,
        Kernels kernels,
        int units,
        int lanes,
        List<UnitNeuron> own) {
    public LayerSpec {
        Require.positive("LayerSpec.dtMs", dtMs, "ms");
        Require.atLeast("LayerSpec.units", units, 1);
        Require.atLeast("LayerSpec.lanes", lanes, 1);
        Sizes.elements("LayerSpec: units x lanes", units, lanes);
        own = List.copyOf(own);
        Require.that(
                own.isEmpty() || own.size() == units,
                "LayerSpec.own",
                "must be one for each of " + units + " units",
                own.size());
        Require.that(
                own.isEmpty() || inputs.synapses().linear(),
                "LayerSpec.own",
                "must be empty where synapses are conductances",
                own.size());
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
        this(reduction, transfer, LayerInputs.all(synapseTauMs), true, dtMs, kernels, units, lanes, List.of());
    }

    /** Elements that belong to a unit of so many neurons, where units differ. */
    int elements(int neurons) {
        return own.isEmpty() ? Integer.MAX_VALUE : neurons * lanes;
    }

    /** The cell of every unit; one where all are alike. */
    List<PyramidalCell> cells() {
        return own.isEmpty()
                ? List.of(reduction.cell())
                : own.stream().map(UnitNeuron::cell).toList();
    }

    /** The inputs of a neuron of every unit; of one where all are alike. */
    List<LayerInputs> unitInputs() {
        return own.isEmpty() ? List.of(inputs) : own.stream().map(inputs::of).toList();
    }

    /** The firing rate that carries a unit, with the threshold of its own. */
    CodedRate rate() {
        TransferArgument argument = own.isEmpty()
                ? TransferArgument.of(reduction)
                : TransferArgument.of(
                        reduction,
                        own.stream().mapToDouble(UnitNeuron::thresholdMv).toArray(),
                        lanes);
        return new CodedRate(argument, transfer, reduction.code().rates());
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

    /**
     * Neurons one by one, at rest.
     *
     * @param unitModels those of each unit where units differ
     */
    NeuronPopulation neurons(NeuronModel model, List<NeuronModel> unitModels, Stepping stepping, Layout layout) {
        return new NeuronPopulation(model, unitModels, stepping, layout, kernels, plastic);
    }
}

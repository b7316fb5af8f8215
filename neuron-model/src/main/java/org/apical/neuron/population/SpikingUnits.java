package org.apical.neuron.population;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/** How a unit of a network is made of spiking neurons: the parameters, and the populations of a layer that have them. */
public sealed interface SpikingUnits permits EscapeNoiseUnits, NeuronUnits {

    /** Neurons per unit, N. */
    int neurons();

    /**
     * The populations of one layer.
     *
     * @param transfer phi: the intensity of escape noise; the f–I curve of somata that integrate and fire
     * @param synapseTauMs decay of the synaptic currents (ms)
     */
    SpikingPopulation population(
            RateReduction reduction,
            TransferFunction transfer,
            double synapseTauMs,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes);
}

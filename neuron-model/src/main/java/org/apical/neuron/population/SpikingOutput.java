package org.apical.neuron.population;

import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/** How the somata of a population spike: the parameters, and the populations of a layer that have them. */
public sealed interface SpikingOutput permits EscapeNoise, LeakyIntegrateAndFire {

    /** Neurons per unit, N. */
    int neurons();

    /**
     * The populations of one layer.
     *
     * @param transfer phi: the intensity of escape noise; the f–I curve of integrate-and-fire somata
     */
    SpikingPopulation population(
            RateReduction reduction,
            TransferFunction transfer,
            SpikingIntegration integration,
            Kernels kernels,
            double dtMs,
            int units,
            int lanes);
}

package org.apical.neuron.population;

import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Units whose neurons spike with intensity rho(V_s) = max(0, nu_0 + nu_1 phi(v)) without reset (Urbanczik and Senn 2014): the expected spike train
 * of a neuron is its intensity. The neurons of a unit share their input and, without reset, their potentials; only their spikes differ.
 *
 * @param neurons neurons per unit, N
 */
public record EscapeNoiseUnits(int neurons) implements SpikingUnits {
    public EscapeNoiseUnits {
        Require.atLeast("EscapeNoiseUnits.neurons", neurons, 1);
    }

    @Override
    public SpikingPopulation population(
            RateReduction reduction,
            TransferFunction transfer,
            double synapseTauMs,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes) {
        return new EscapeNoisePopulation(neurons, reduction, transfer, synapseTauMs, dtMs, kernels, units, lanes);
    }
}

package org.apical.neuron.population;

import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Spikes of intensity rho(V_s) = max(0, nu_0 + nu_1 phi(v)) without reset (Urbanczik and Senn 2014): the expected spike train of a neuron is its
 * intensity. The neurons of a population share their input and, without reset, their potentials; only their spikes differ.
 *
 * @param neurons neurons per unit, N
 */
public record EscapeNoise(int neurons) implements SpikingOutput {
    public EscapeNoise {
        Require.atLeast("EscapeNoise.neurons", neurons, 1);
    }

    @Override
    public SpikingPopulation population(
            RateReduction reduction,
            TransferFunction transfer,
            SpikingIntegration integration,
            Kernels kernels,
            double dtMs,
            int units,
            int lanes) {
        return new EscapeNoisePopulation(this, reduction, transfer, integration, kernels, dtMs, units, lanes);
    }
}

package org.apical.neuron.population;

import org.apical.neuron.parameter.Require;

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
    public SpikingPopulation population(LayerSpec layer) {
        return new EscapeNoisePopulation(neurons, layer);
    }
}

package org.apical.neuron.population;

/** How a unit of a network is made of spiking neurons: the parameters, and the populations of a layer that have them. */
public sealed interface SpikingUnits permits EscapeNoiseUnits, NeuronUnits {

    /** Neurons per unit, N. */
    int neurons();

    /** Throws unless its times are multiples of the step {@code dtMs} (ms). */
    default void requireGrid(double dtMs) {}

    /** The populations of one layer. */
    SpikingPopulation population(LayerSpec layer);
}

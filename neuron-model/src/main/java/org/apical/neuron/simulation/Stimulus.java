package org.apical.neuron.simulation;

import org.apical.neuron.model.NeuronPopulation;

/** What drives a population from outside. */
public interface Stimulus {

    /** Sets the constant currents of step n, before it is taken. */
    default void currents(int step, NeuronPopulation neurons) {}

    /** Adds the weights of the input spikes labelled n, after step n. */
    default void spikes(int step, NeuronPopulation neurons) {}
}

package org.apical.neuron.simulation;

import org.apical.neuron.model.NeuronPopulation;

/** Watches a population from outside. */
public interface NeuronObserver {

    /** The state at t_n, before step n. */
    default void before(int step, NeuronPopulation neurons) {}

    /** The spikes labelled n, after step n and before the input spikes labelled n arrive. */
    default void after(int step, NeuronPopulation neurons) {}
}

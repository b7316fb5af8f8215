package org.apical.network.synapse;

/** What exists at a synapse, one by one; {@link SynapseView#only} and {@link ApicalSynapseView#only} hand out those that a rule declares. */
public enum Quantity {
    /** The trace of presynaptic activity: rates, or low-passed spikes as rates (dimensionless); at an apical synapse u as it reads it. */
    PRESYNAPTIC_TRACE,
    /** The presynaptic spikes of the step. */
    PRESYNAPTIC_SPIKES,
    /** V_s: mV, or the abstract v. A graded output is phi(V_s) and nothing else, and is handed out with it. */
    SOMATIC_POTENTIAL,
    /** The potential of the compartment where the synapse sits: mV, or the abstract drive or feedback. */
    LOCAL_POTENTIAL,
    /** What leaves the neuron's own soma in the step, as a rate (dimensionless). */
    OUTPUT,
    /** The neuron's own spikes of the step. */
    OWN_SPIKES,
    /** The neuron's own spikes of the step that begin something: single ones, and the first of a burst ({@link BurstCounts}). */
    OWN_EVENTS,
    /** The neuron's own spikes of the step that make a burst of an event: the second within 16 ms ({@link BurstCounts}). */
    OWN_BURSTS,
    /** Whether inhibition silences the neuron in the step: 1 or 0. */
    SOMATIC_INHIBITION,
    /** The weight of the synapse itself. */
    WEIGHT,
    /** Constants that the synapse shares with its population. */
    POPULATION_CONSTANTS
}

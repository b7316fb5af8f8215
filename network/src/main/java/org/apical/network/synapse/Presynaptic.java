package org.apical.network.synapse;

/**
 * What a synapse knows of its presynaptic side.
 *
 * @param units presynaptic units
 * @param trace rates, or low-passed spikes as rates (dimensionless), [unit][lane]; live, not to be written
 * @param constant whether the trace stays the same during a presentation
 */
public record Presynaptic(int units, double[] trace, boolean constant) {}

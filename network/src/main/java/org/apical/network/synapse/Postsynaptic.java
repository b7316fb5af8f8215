package org.apical.network.synapse;

/**
 * What a basal synapse knows of its own neuron; arrays are [unit][lane], live, not to be written.
 *
 * @param units postsynaptic units
 * @param soma V_s: mV, or the abstract v
 * @param basal V_b, the compartment where the synapse sits: mV (of spiking neurons the mean over the step), or the abstract drive
 * @param output the neuron's own spikes of the step as a rate (dimensionless), or its graded rate
 */
public record Postsynaptic(int units, double[] soma, double[] basal, double[] output, NeuronConstants constants) {}

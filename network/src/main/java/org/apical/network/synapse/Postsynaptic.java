package org.apical.network.synapse;

/**
 * What a basal synapse knows of its own neuron; arrays are [unit][lane], live, not to be written.
 *
 * @param units postsynaptic units
 * @param soma V_s: mV, or the abstract v
 * @param basal V_b, the compartment where the synapse sits: mV (of spiking neurons the mean over the step), or the abstract drive
 * @param output the neuron's own spikes of the step as a rate (dimensionless), or its graded rate
 * @param kind which of the two
 */
public record Postsynaptic(
        int units, double[] soma, double[] basal, double[] output, NeuronConstants constants, Output kind) {

    /** What leaves the soma. */
    public enum Output {
        /** phi(v) of the somatic potential at the end of the step, to the bit. */
        RATE,
        /** Spikes that the potential makes likely or that it fires. */
        SPIKES
    }

    /** Of a spiking neuron. */
    public Postsynaptic(int units, double[] soma, double[] basal, double[] output, NeuronConstants constants) {
        this(units, soma, basal, output, constants, Output.SPIKES);
    }
}

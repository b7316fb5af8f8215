package org.apical.network.synapse;

import java.util.Set;

/**
 * What a basal synapse knows of its own neuron; arrays are [unit][lane], live, not to be written.
 *
 * @param units postsynaptic units
 * @param soma V_s: mV, or the abstract v
 * @param basal V_b, the compartment where the synapse sits: mV (of spiking neurons the mean over the step), or the abstract drive
 * @param output the neuron's own spikes of the step as a rate (dimensionless), or its graded rate
 * @param spikes the neuron's own spikes of the step, summed over the neurons of a unit; none: the output is graded
 * @param bursts the neuron's own events and bursts of the step; none: the output is graded, or nobody tells the neurons of a unit apart
 * @param inhibited 1 where inhibition silences the neuron, else 0; none: nothing can silence it
 * @param kind which of the two
 */
public record Postsynaptic(
        int units,
        double[] soma,
        double[] basal,
        double[] output,
        double[] spikes,
        BurstCounts bursts,
        double[] inhibited,
        NeuronConstants constants,
        Output kind) {

    public Postsynaptic {
        bursts = bursts == null ? BurstCounts.NONE : bursts;
    }

    /** What leaves the soma. */
    public enum Output {
        /** phi(v) of the somatic potential at the end of the step, to the bit. */
        RATE,
        /** phi(v - threshold), each unit with a threshold of its own: no function of the potential that constants of the population give. */
        OWN_RATE,
        /** Spikes that the potential makes likely or that it fires. */
        SPIKES
    }

    /** Of a graded neuron that nothing silences. */
    public static Postsynaptic graded(
            int units, double[] soma, double[] basal, double[] rate, NeuronConstants constants) {
        return graded(units, soma, basal, rate, null, constants);
    }

    /** Of a graded neuron. */
    public static Postsynaptic graded(
            int units, double[] soma, double[] basal, double[] rate, double[] inhibited, NeuronConstants constants) {
        return new Postsynaptic(units, soma, basal, rate, null, null, inhibited, constants, Output.RATE);
    }

    /** The same whose rate is phi of the potential less a threshold of its own. */
    public Postsynaptic withOwnThresholds() {
        return new Postsynaptic(units, soma, basal, output, spikes, bursts, inhibited, constants, Output.OWN_RATE);
    }

    /** Of a spiking neuron whose bursts nobody knows. */
    public static Postsynaptic spiking(
            int units, double[] soma, double[] basal, double[] output, double[] spikes, NeuronConstants constants) {
        return new Postsynaptic(units, soma, basal, output, spikes, null, null, constants, Output.SPIKES);
    }

    @Override
    public double[] soma() {
        return UndeclaredReadingException.granted(soma, Quantity.SOMATIC_POTENTIAL);
    }

    @Override
    public double[] basal() {
        return UndeclaredReadingException.granted(basal, Quantity.LOCAL_POTENTIAL);
    }

    @Override
    public double[] output() {
        return UndeclaredReadingException.granted(output, Quantity.OUTPUT);
    }

    @Override
    public double[] spikes() {
        return UndeclaredReadingException.granted(spikes, Quantity.OWN_SPIKES);
    }

    /** The neuron's own events of the step, summed over the neurons of a unit. */
    public double[] ownEvents() {
        return UndeclaredReadingException.granted(bursts.events().get(), Quantity.OWN_EVENTS);
    }

    /** The neuron's own bursts of the step, summed over the neurons of a unit. */
    public double[] ownBursts() {
        return UndeclaredReadingException.granted(bursts.bursts().get(), Quantity.OWN_BURSTS);
    }

    @Override
    public double[] inhibited() {
        return UndeclaredReadingException.granted(inhibited, Quantity.SOMATIC_INHIBITION);
    }

    @Override
    public NeuronConstants constants() {
        return UndeclaredReadingException.granted(constants, Quantity.POPULATION_CONSTANTS);
    }

    Postsynaptic only(Set<Quantity> declared) {
        boolean ofSoma = kind == Output.RATE && declared.contains(Quantity.SOMATIC_POTENTIAL);
        return new Postsynaptic(
                units,
                declared.contains(Quantity.SOMATIC_POTENTIAL) ? soma : null,
                declared.contains(Quantity.LOCAL_POTENTIAL) ? basal : null,
                ofSoma || declared.contains(Quantity.OUTPUT) ? output : null,
                declared.contains(Quantity.OWN_SPIKES) ? spikes : null,
                bursts.only(declared),
                declared.contains(Quantity.SOMATIC_INHIBITION) ? inhibited : null,
                declared.contains(Quantity.POPULATION_CONSTANTS) ? constants : null,
                kind);
    }
}

package org.apical.plasticity.rule;

import org.apical.neuron.kernel.MatrixProduct;

/** A local rule to be made for the synapses of a network, whatever it is run as: its parameters, without what the network decides. */
public interface RuleDescription {

    /** The rule for a place. */
    LocalRule rule(Place place);

    /** How late potentials come that it keeps until then (ms). */
    default double delayMs() {
        return 0;
    }

    /** Whether it reads spikes, which only spiking units have. */
    default boolean needsSpikes() {
        return false;
    }

    /** Whether it reads events and bursts of single neurons, which units that share one membrane do not have. */
    default boolean needsBursts() {
        return false;
    }

    /** Whether it counts driving forces, which only conductances on basal dendrites have. */
    default boolean needsConductances() {
        return false;
    }

    /** The same rule for units that spike, where it has one form for rates and for spikes. */
    default boolean alikeUnderSpikes() {
        return false;
    }

    /**
     * Where a rule works.
     *
     * @param dtMs time step (ms)
     * @param somaTauMs somatic time constant (ms)
     * @param spikes whether units are populations of spiking neurons
     * @param resets whether a spike resets the somatic potential
     */
    record Place(double dtMs, double somaTauMs, boolean spikes, boolean resets, MatrixProduct product) {}
}

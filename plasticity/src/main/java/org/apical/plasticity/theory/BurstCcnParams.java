package org.apical.plasticity.theory;

import org.apical.neuron.parameter.Require;

/**
 * Bursting cortico-cortical networks, dimensionless.
 *
 * @param burstProbability p_b of events where apical dendrites are silent, in (0, 1)
 * @param offset e_0, events of a unit at rate 0
 */
public record BurstCcnParams(double burstProbability, double offset, Bursts bursts, Events events) {
    public BurstCcnParams {
        Require.that(
                burstProbability > 0 && burstProbability < 1,
                "BurstCcnParams.burstProbability",
                "must be in (0, 1)",
                burstProbability);
        Require.notNegative("BurstCcnParams.offset", offset, "(dimensionless)");
    }

    /** Y, facilitating synapses that bursts of the layer above come down through. */
    public enum Bursts {
        /** W^T at every step. */
        TRANSPOSED,
        /** S, fixed. */
        OWN
    }

    /** Q, depressing synapses that its events come down through. */
    public enum Events {
        /** p_b Y at every step: apical dendrites are silent without an error. */
        ALIGNED,
        /** Drawn, then learned. */
        LEARNED
    }
}

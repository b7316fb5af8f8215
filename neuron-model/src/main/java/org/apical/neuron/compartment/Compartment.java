package org.apical.neuron.compartment;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * A passive compartment.
 *
 * @param capacitancePicoF membrane capacitance C (pF), > 0
 * @param leakNanoS leak conductance gL (nS), > 0
 */
public record Compartment(
        @Key(value = "membrane capacitance C", above = 0) double capacitancePicoF,
        @Key(value = "leak conductance gL", above = 0) double leakNanoS) {
    public Compartment {
        Require.positive("Compartment.capacitancePicoF", capacitancePicoF, "pF");
        Require.positive("Compartment.leakNanoS", leakNanoS, "nS");
    }

    /** The same with a leak so many times as large. */
    Compartment leaking(double factor) {
        return new Compartment(capacitancePicoF, factor * leakNanoS);
    }
}

package org.apical.network.synapse;

import java.util.Set;

/**
 * What a synapse knows of its presynaptic side.
 *
 * @param units presynaptic units
 * @param trace rates, or low-passed spikes as rates (dimensionless), [unit][lane]; live, not to be written
 * @param spikes spikes of the step, summed over the neurons of a unit, [unit][lane]; live, not to be written; none: what is sent is a rate
 * @param constant whether the trace stays the same during a presentation
 * @param decay how the trace moves, a part of the trace; null: not as spikes make it move
 */
public record Presynaptic(int units, double[] trace, double[] spikes, boolean constant, TraceDecay decay) {

    /** Of a unit that sends rates. */
    public Presynaptic(int units, double[] trace, boolean constant) {
        this(units, trace, null, constant);
    }

    /** Of a unit whose trace may move in any way. */
    public Presynaptic(int units, double[] trace, double[] spikes, boolean constant) {
        this(units, trace, spikes, constant, null);
    }

    @Override
    public double[] trace() {
        return UndeclaredReadingException.granted(trace, Quantity.PRESYNAPTIC_TRACE);
    }

    @Override
    public double[] spikes() {
        return UndeclaredReadingException.granted(spikes, Quantity.PRESYNAPTIC_SPIKES);
    }

    Presynaptic only(Set<Quantity> declared) {
        boolean traced = declared.contains(Quantity.PRESYNAPTIC_TRACE);
        return new Presynaptic(
                units,
                traced ? trace : null,
                declared.contains(Quantity.PRESYNAPTIC_SPIKES) ? spikes : null,
                constant,
                traced ? decay : null);
    }
}

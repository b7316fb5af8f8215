package org.apical.network.synapse;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A neuron's own events and bursts. An event is a spike that follows none within {@value #WITHIN_MS} ms; the second spike of the same neuron within that time makes a burst of it, and
 * each further one within that time of the last prolongs the burst (Payeur, Guerguiev, Zenke, Richards and Naud 2021). Arrays are [unit][lane], numbers of the step summed over the neurons of a unit; live, not to
 * be written. They are counted from when they are first asked for, and nobody pays where no one asks.
 *
 * @param events gives the events of the step
 * @param bursts gives the bursts of the step, at their second spike
 */
public record BurstCounts(Supplier<double[]> events, Supplier<double[]> bursts) {
    /** Largest interval between the spikes of a burst (ms). */
    public static final double WITHIN_MS = 16;

    /** Of neurons that have none, or that nobody tells apart. */
    public static final BurstCounts NONE = new BurstCounts(() -> null, () -> null);

    BurstCounts only(Set<Quantity> declared) {
        return new BurstCounts(
                declared.contains(Quantity.OWN_EVENTS) ? events : NONE.events,
                declared.contains(Quantity.OWN_BURSTS) ? bursts : NONE.bursts);
    }
}

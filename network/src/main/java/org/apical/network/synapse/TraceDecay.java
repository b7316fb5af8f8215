package org.apical.network.synapse;

import org.apical.neuron.model.SpikeList;

/**
 * How a trace of spikes moves: x := x_0 + keep (x - x_0) in every step, and then it jumps where spikes are. All of this shows in the trace itself, so whoever
 * is handed the trace may know it.
 *
 * @param resting x_0, to which the trace decays (dimensionless)
 * @param keep exp(-dt/tau), in (0, 1)
 * @param jumps where it has jumped
 */
public record TraceDecay(double resting, double keep, Jumps jumps) {

    /** Where a trace has jumped. */
    @FunctionalInterface
    public interface Jumps {
        /**
         * Positions [unit][lane] at which the trace has jumped in the last step, in ascending order, some perhaps twice; null where that is not known, and anything
         * may have moved.
         */
        SpikeList inLastStep();

        /**
         * Sources of a lane whose traces may have left x_0 in this presentation, in ascending order: all others have been there from its beginning on. Null where that is not
         * known.
         */
        default int[] moving(int lane) {
            return null;
        }
    }
}

package org.apical.network.dynamics;

import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.reduction.RateCode;

/**
 * The exponential trace of a population's spikes, as a dimensionless rate: s := s exp(-dt/tau) + count, nu = s (1 - exp(-dt/tau)) / (N dt),
 * x = (nu - nu_0) / nu_1. Its expectation is the rate, exactly, on the time grid.
 */
final class SpikeTrace {
    private final double resting;
    private final double decay;
    /** What a spike adds to x. */
    private final double jump;
    /** x - x_0. */
    private final double[] excess;
    /** The same array where x_0 = 0. */
    private final double[] rate;

    SpikeTrace(RateCode code, double tauMs, double dtMs, int neurons, int size) {
        this.decay = Math.exp(-dtMs / tauMs);
        this.resting = code.rate(0);
        this.jump = 1000 * (1 - decay) / (neurons * dtMs) / code.gainHz();
        this.excess = new double[size];
        this.rate = resting == 0 ? excess : new double[size];
    }

    /** The steady state under these counts at every step. */
    void settle(double[] counts) {
        for (int k = 0; k < excess.length; k++) {
            excess[k] = jump * (counts[k] * decay / (1 - decay));
        }
        add(counts, null);
    }

    /**
     * One step.
     *
     * @param where positions of all counts that are not zero, in ascending order, some perhaps twice; null: not known
     */
    void add(double[] counts, SpikeList where) {
        if (where == null) {
            for (int k = 0; k < excess.length; k++) {
                excess[k] = excess[k] * decay + jump * counts[k];
            }
        } else {
            for (int k = 0; k < excess.length; k++) {
                excess[k] *= decay;
            }
            int before = -1;
            for (int k = 0; k < where.size(); k++) {
                int at = where.element(k);
                excess[at] += at == before ? 0 : jump * counts[at];
                before = at;
            }
        }
        for (int k = 0; rate != excess && k < rate.length; k++) {
            rate[k] = resting + excess[k];
        }
    }

    /** How it moves. */
    TraceDecay decay(TraceDecay.Jumps jumps) {
        return new TraceDecay(resting, decay, jumps);
    }

    /** x, [unit][lane]; the live array. */
    double[] rate() {
        return rate;
    }
}

package org.apical.network.dynamics;

import org.apical.neuron.reduction.RateCode;

/**
 * The exponential trace of a population's spikes, as a dimensionless rate: s := s exp(-dt/tau) + count, nu = s (1 - exp(-dt/tau)) / (N dt),
 * x = (nu - nu_0) / nu_1. Its expectation is the rate, exactly, on the time grid.
 */
final class SpikeTrace {
    private final RateCode code;
    private final double decay;
    private final double hzPerTrace;
    private final double[] sum;
    private final double[] rate;

    SpikeTrace(RateCode code, double tauMs, double dtMs, int neurons, int size) {
        this.code = code;
        this.decay = Math.exp(-dtMs / tauMs);
        this.hzPerTrace = 1000 * (1 - decay) / (neurons * dtMs);
        this.sum = new double[size];
        this.rate = new double[size];
    }

    /** The steady state under these counts at every step. */
    void settle(double[] counts) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] = counts[k] * decay / (1 - decay);
        }
        add(counts);
    }

    void add(double[] counts) {
        double offset = code.rate(0);
        double gain = hzPerTrace / code.gainHz();
        for (int k = 0; k < sum.length; k++) {
            sum[k] = sum[k] * decay + counts[k];
            rate[k] = offset + gain * sum[k];
        }
    }

    /** x, [unit][lane]; the live array. */
    double[] rate() {
        return rate;
    }
}

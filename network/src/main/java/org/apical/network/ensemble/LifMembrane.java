package org.apical.network.ensemble;

import org.apical.neuron.parameter.Require;

/**
 * The dimensionless leaky integrate-and-fire membrane of the Neural Engineering Framework: tau_RC dV/dt = J - V, threshold 1, reset 0, then held
 * for t_ref.
 *
 * @param tauMs tau_RC (ms)
 * @param refractoryMs t_ref (ms), > 0: it bounds the rate
 */
public record LifMembrane(double tauMs, double refractoryMs) {
    public LifMembrane {
        Require.positive("LifMembrane.tauMs", tauMs, "ms");
        Require.positive("LifMembrane.refractoryMs", refractoryMs, "ms");
    }

    /** tau_RC 20 ms, t_ref 2 ms. */
    public static LifMembrane standard() {
        return new LifMembrane(20, 2);
    }

    /** Firing rate (Hz) under a constant drive J: 1 / (t_ref + tau_RC ln(J / (J - 1))) above 1, silent below. */
    public double rateHz(double drive) {
        return drive > 1 ? 1000 / periodMs(drive) : 0;
    }

    /** The drive J under which the neuron fires at this rate (Hz), 0 < rate < 1000 / t_ref: the inverse of {@link #rateHz}. */
    public double drive(double rateHz) {
        return -1 / Math.expm1((refractoryMs - 1000 / rateHz) / tauMs);
    }

    /**
     * Time (ms) from one spike to the next under a constant drive J > 1. The logarithm of a quotient is off by two roundings of 1 at most, nothing beside
     * t_ref; log1p(1 / (J - 1)) would be no better and costs a population of rates half as much again.
     */
    double periodMs(double drive) {
        return refractoryMs + tauMs * Math.log(drive / (drive - 1));
    }
}

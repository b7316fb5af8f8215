package org.apical.neuron.synapse;

import org.apical.neuron.parameter.Require;

/**
 * A calcium-like event that a back-propagating spike starts where it finds the dendrite depolarised (Larkum, Zhu and Sakmann 1999): the current -g f(V) (V - E) flows into the site, f(V) = 1 / (1 +
 * exp(-(V - V_half) / D)), dg/dt = -g / tau, and g := g_max at a spike of the neuron itself, unless the last
 * event began less than t_ref before.
 *
 * <p>After Naud and Sprekeler (2018, PNAS 115:E6329), whose dendrite has the regenerative current g_d f(V), V_half = -38 mV, D = 6 mV, and beside it the current c_d K(t - t_last) of the last back-propagating
 * spike. Here K, exponential, multiplies f, and the current has a reversal potential: no potential leaves the interval of rest and reversals, and the event ends with K; t_ref stands for the recovery variable
 * of that model.
 *
 * @param tauMs tau (ms), > 0: how long an event lasts; infinite: it holds until it is set anew
 * @param reversalMv E (mV)
 * @param halfMv V_half (mV)
 * @param slopeMv D (mV), > 0
 * @param peakNanoS g_max (nS), >= 0
 * @param refractoryMs t_ref (ms), >= 0: spikes of the burst do not renew the event that made them
 */
public record CalciumConductance(
        String name,
        String site,
        double tauMs,
        double reversalMv,
        double halfMv,
        double slopeMv,
        double peakNanoS,
        double refractoryMs)
        implements GatedConductance {
    /** Largest V_half / D either way, so that m is finite. */
    private static final double MOST_SLOPES = 500;
    /** Of what decays step by step, so that t_ref itself is enough. */
    private static final double ROUNDING = 1e-9;

    public CalciumConductance {
        Require.positiveOrInfinite("CalciumConductance.tauMs of " + name, tauMs, "ms");
        Require.finite("CalciumConductance.reversalMv of " + name, reversalMv, "mV");
        Require.finite("CalciumConductance.halfMv of " + name, halfMv, "mV");
        Require.positive("CalciumConductance.slopeMv of " + name, slopeMv, "mV");
        Require.that(
                Math.abs(halfMv) <= MOST_SLOPES * slopeMv,
                "CalciumConductance.slopeMv of " + name,
                "must be at least |halfMv| / " + MOST_SLOPES,
                slopeMv);
        Require.notNegative("CalciumConductance.peakNanoS of " + name, peakNanoS, "nS");
        Require.notNegative("CalciumConductance.refractoryMs of " + name, refractoryMs, "ms");
    }

    @Override
    public double perMv() {
        return 1 / slopeMv;
    }

    @Override
    public double closedAtZero() {
        return Math.exp(halfMv / slopeMv);
    }

    @Override
    public double decayPerMs() {
        return 1 / tauMs;
    }

    @Override
    public Input held() {
        return new CalciumConductance(
                name, site, Double.POSITIVE_INFINITY, reversalMv, halfMv, slopeMv, peakNanoS, refractoryMs);
    }

    @Override
    public boolean ownSpikes() {
        return true;
    }

    @Override
    public double afterOwnSpike(double nanoS) {
        return nanoS <= peakNanoS * Math.exp(-refractoryMs / tauMs) * (1 + ROUNDING) ? peakNanoS : nanoS;
    }
}

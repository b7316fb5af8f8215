package org.apical.neuron.synapse;

import org.apical.neuron.parameter.Require;

/**
 * A conductance that the neuron's own spikes raise, as of afterhyperpolarisation: dg/dt = -g / tau, g := g + Delta_g at a spike of the neuron itself; the current -g (V - E) flows into the site (spike-rate
 * adaptation, Dayan and Abbott 2001, 5.4).
 *
 * @param tauMs tau (ms), > 0; infinite: it holds until it is set anew
 * @param reversalMv E (mV)
 * @param jumpNanoS Delta_g (nS), >= 0
 */
public record AfterSpikeConductance(String name, String site, double tauMs, double reversalMv, double jumpNanoS)
        implements OhmicConductance {
    public AfterSpikeConductance {
        Require.positiveOrInfinite("AfterSpikeConductance.tauMs of " + name, tauMs, "ms");
        Require.finite("AfterSpikeConductance.reversalMv of " + name, reversalMv, "mV");
        Require.notNegative("AfterSpikeConductance.jumpNanoS of " + name, jumpNanoS, "nS");
    }

    @Override
    public double decayPerMs() {
        return 1 / tauMs;
    }

    @Override
    public Input held() {
        return new AfterSpikeConductance(name, site, Double.POSITIVE_INFINITY, reversalMv, jumpNanoS);
    }

    @Override
    public boolean ownSpikes() {
        return true;
    }

    @Override
    public double afterOwnSpike(double nanoS) {
        return nanoS + jumpNanoS;
    }
}

package org.apical.neuron.synapse;

import org.apical.neuron.parameter.Require;

/**
 * Exponential current: dI/dt = -I / tau + sum_k w_k delta(t - t_k), I and w in pA, signed; the current I flows into the site.
 *
 * @param tauMs decay time constant (ms), > 0
 */
public record CurrentSynapse(String name, String site, double tauMs) implements Input {
    public CurrentSynapse {
        Require.positive("CurrentSynapse.tauMs of " + name, tauMs, "ms");
    }

    @Override
    public double decayPerMs() {
        return 1 / tauMs;
    }

    @Override
    public Input held() {
        return new InjectedCurrent(name, site);
    }

    @Override
    public String unit() {
        return "pA";
    }
}

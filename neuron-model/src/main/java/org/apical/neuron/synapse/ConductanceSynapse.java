package org.apical.neuron.synapse;

import org.apical.neuron.parameter.Require;

/**
 * Exponential conductance: dg/dt = -g / tau + sum_k w_k delta(t - t_k), g and w in nS, not negative; the current -g (V - E) flows into the
 * site, at each of its compartments with the potential there.
 *
 * @param tauMs decay time constant (ms), > 0; infinite: it holds until it is set anew
 * @param reversalMv E (mV)
 */
public record ConductanceSynapse(String name, String site, double tauMs, double reversalMv)
        implements OhmicConductance {
    public ConductanceSynapse {
        Require.positiveOrInfinite("ConductanceSynapse.tauMs of " + name, tauMs, "ms");
        Require.finite("ConductanceSynapse.reversalMv of " + name, reversalMv, "mV");
    }

    @Override
    public double decayPerMs() {
        return 1 / tauMs;
    }

    @Override
    public Input held() {
        return new ConductanceSynapse(name, site, Double.POSITIVE_INFINITY, reversalMv);
    }
}

package org.apical.neuron.synapse;

import org.apical.neuron.parameter.Require;

/**
 * NMDA conductance with magnesium block (Jahr and Stevens 1990): the current -g B(V) (V - E) flows into the site, B(V) = 1 / (1 + [Mg]/3.57
 * exp(-0.062 V)), V in mV, [Mg] in mM; dg/dt = -g / tau + sum_k w_k delta(t - t_k), g and w in nS. Where B rises with V faster than V - E
 * falls, the current is regenerative: the plateau potential of the apical dendrite.
 *
 * @param tauMs decay time constant (ms), > 0; infinite: it holds until it is set anew
 * @param reversalMv E (mV)
 * @param magnesiumMilliM extracellular [Mg] (mM), >= 0
 */
public record NmdaSynapse(String name, String site, double tauMs, double reversalMv, double magnesiumMilliM)
        implements GatedConductance {
    /** Steepness of the block (1/mV), Jahr and Stevens 1990. */
    public static final double PER_MV = 0.062;
    /** Concentration (mM) at which half the channels are blocked at 0 mV, Jahr and Stevens 1990. */
    public static final double HALF_MILLI_M = 3.57;

    public NmdaSynapse {
        Require.positiveOrInfinite("NmdaSynapse.tauMs of " + name, tauMs, "ms");
        Require.finite("NmdaSynapse.reversalMv of " + name, reversalMv, "mV");
        Require.notNegative("NmdaSynapse.magnesiumMilliM of " + name, magnesiumMilliM, "mM");
    }

    @Override
    public double perMv() {
        return PER_MV;
    }

    @Override
    public double closedAtZero() {
        return magnesiumMilliM / HALF_MILLI_M;
    }

    @Override
    public double decayPerMs() {
        return 1 / tauMs;
    }

    @Override
    public Input held() {
        return new NmdaSynapse(name, site, Double.POSITIVE_INFINITY, reversalMv, magnesiumMilliM);
    }
}

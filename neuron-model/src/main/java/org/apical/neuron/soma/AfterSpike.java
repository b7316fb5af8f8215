package org.apical.neuron.soma;

import org.apical.neuron.parameter.Require;

/** What a spike of escape noise does to its neuron. */
public sealed interface AfterSpike {

    /** Nothing. */
    record Unchanged() implements AfterSpike {}

    /**
     * No further spike for t_ref; the potential goes on.
     *
     * @param refractoryMs t_ref (ms), >= 0
     */
    record Refractory(double refractoryMs) implements AfterSpike {
        public Refractory {
            Require.notNegative("Refractory.refractoryMs", refractoryMs, "ms");
        }
    }

    /**
     * V_s := V_reset, held for t_ref.
     *
     * @param resetMv V_reset (mV)
     * @param refractoryMs t_ref (ms), >= 0
     */
    record Reset(double resetMv, double refractoryMs) implements AfterSpike {
        public Reset {
            Require.finite("Reset.resetMv", resetMv, "mV");
            Require.notNegative("Reset.refractoryMs", refractoryMs, "ms");
        }
    }
}

package org.apical.plasticity.feedback;

import org.apical.neuron.parameter.Require;

/** How an apical synapse reads the control that its presynaptic neuron sends. */
public sealed interface ControlFilter {

    /** u. */
    record AsItIs() implements ControlFilter {}

    /**
     * u_hp = u - u_lp, tau du_lp/dt = -u_lp + u: fluctuations without what the controller holds steady. u_lp starts where u is when
     * plasticity begins; u is constant over a step.
     *
     * @param tauMs tau (ms)
     */
    record HighPass(double tauMs) implements ControlFilter {
        public HighPass {
            Require.positive("ControlFilter.tauMs", tauMs, "ms");
        }
    }
}

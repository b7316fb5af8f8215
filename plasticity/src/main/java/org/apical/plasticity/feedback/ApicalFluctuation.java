package org.apical.plasticity.feedback;

import org.apical.neuron.parameter.Require;

/** What an apical synapse takes for the fluctuation of its dendrite. */
public sealed interface ApicalFluctuation {

    /** V_a - V_a[0], about its value when plasticity began: for presentations in which control has nothing to hold. */
    record FromOnset() implements ApicalFluctuation {}

    /**
     * V_a - V_lp, tau dV_lp/dt = -V_lp + V_a: without what a steady control and the soma add. V_lp starts at the first V_a; V_a is constant over a step.
     *
     * @param tauMs tau (ms)
     */
    record HighPass(double tauMs) implements ApicalFluctuation {
        public HighPass {
            Require.positive("ApicalFluctuation.tauMs", tauMs, "ms");
        }
    }
}

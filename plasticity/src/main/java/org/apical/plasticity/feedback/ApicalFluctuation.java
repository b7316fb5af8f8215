package org.apical.plasticity.feedback;

import java.util.OptionalDouble;
import org.apical.neuron.parameter.Require;

/** What an apical synapse takes for the fluctuation of its dendrite. */
public sealed interface ApicalFluctuation {

    /** tau of the slow mean about which it is taken (ms); nothing where that is V_a[0]. */
    OptionalDouble highPassMs();

    /** V_a - V_a[0], about its value when the presentation began. What a steady control adds stays in it, and is uncorrelated with a high-passed control. */
    record FromStart() implements ApicalFluctuation {
        @Override
        public OptionalDouble highPassMs() {
            return OptionalDouble.empty();
        }
    }

    /**
     * V_a - V_lp, tau dV_lp/dt = -V_lp + V_a: without what a steady control adds. V_lp starts where V_a is when plasticity begins; V_a is constant over a step. V_lp holds past noise, which
     * the control still answers, the later the lower its layer: unlike a high-pass of the control this tilts Q against lower layers.
     *
     * @param tauMs tau (ms)
     */
    record HighPass(double tauMs) implements ApicalFluctuation {
        public HighPass {
            Require.positive("ApicalFluctuation.tauMs", tauMs, "ms");
        }

        @Override
        public OptionalDouble highPassMs() {
            return OptionalDouble.of(tauMs);
        }
    }
}

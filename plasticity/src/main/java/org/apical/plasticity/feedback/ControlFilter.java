package org.apical.plasticity.feedback;

import java.util.OptionalDouble;
import org.apical.neuron.parameter.Require;

/** How an apical synapse reads the control that its presynaptic neuron sends. */
public sealed interface ControlFilter {

    /** tau of the slow mean about which it reads (ms); nothing where it reads u itself. */
    OptionalDouble highPassMs();

    /** u. */
    record AsItIs() implements ControlFilter {
        @Override
        public OptionalDouble highPassMs() {
            return OptionalDouble.empty();
        }
    }

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

        @Override
        public OptionalDouble highPassMs() {
            return OptionalDouble.of(tauMs);
        }
    }
}

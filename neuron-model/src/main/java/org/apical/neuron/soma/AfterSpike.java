package org.apical.neuron.soma;

import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Require;

/** What a spike does to its neuron. */
public sealed interface AfterSpike {

    /** t_ref (ms): for how long no further spike can follow; 0 where nothing keeps one from it. */
    double refractoryMs();

    /**
     * t_ref in steps.
     *
     * @throws org.apical.neuron.parameter.ParameterException if it is no multiple of the step {@code dtMs} (ms)
     */
    default int refractorySteps(double dtMs) {
        return Grid.steps("refractoryMs of the soma", refractoryMs(), dtMs);
    }

    /**
     * Steps of {@code dtMs} that follow the one of a spike before the neuron is free again: the step that carries the spike is the first of the t_ref / dt refractory ones.
     *
     * @throws org.apical.neuron.parameter.ParameterException if t_ref is no multiple of the step
     */
    default int heldSteps(double dtMs) {
        return Math.max(0, refractorySteps(dtMs) - 1);
    }

    /** Whether the neuron is kept from spiking again, be it for no time: at most one spike a step. */
    default boolean refractory() {
        return true;
    }

    /** Whether the soma is reset, and held for t_ref. */
    default boolean holds() {
        return false;
    }

    /** V_s after a spike (mV). */
    default double somaMv(double before) {
        return before;
    }

    /** Nothing. */
    record Unchanged() implements AfterSpike {
        @Override
        public double refractoryMs() {
            return 0;
        }

        @Override
        public boolean refractory() {
            return false;
        }
    }

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

        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public double somaMv(double before) {
            return resetMv;
        }
    }
}

package org.apical.network.control;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Time constants of the exponential synapses around a controller population.
 *
 * @param recurrentTauMs tau_syn of the integrator neurons onto each other and of the error neurons onto them (ms); slow, as NMDA, or the integral drifts
 * @param errorTauMs of target and output onto the error neurons (ms): it turns output spikes into a number
 * @param outputTauMs tau_out of the synapses on apical dendrites (ms)
 */
public record ControlSynapses(
        @Key(value = "tau_syn of the integrator neurons", or = "100", above = 0)
        double recurrentTauMs,

        @Key(value = "of target and output onto the error neurons", or = "5", above = 0)
        double errorTauMs,

        @Key(value = "tau_out of the synapses on apical dendrites", or = "5", above = 0)
        double outputTauMs) {
    public ControlSynapses {
        Require.positive("ControlSynapses.recurrentTauMs", recurrentTauMs, "ms");
        Require.positive("ControlSynapses.errorTauMs", errorTauMs, "ms");
        Require.positive("ControlSynapses.outputTauMs", outputTauMs, "ms");
    }

    /** 100 ms, 10 ms, 50 ms. */
    public static ControlSynapses standard() {
        return new ControlSynapses(100, 10, 50);
    }

    void requireLongerThan(double dtMs) {
        requireLonger("ControlSynapses.recurrentTauMs", recurrentTauMs, dtMs);
        requireLonger("ControlSynapses.errorTauMs", errorTauMs, dtMs);
        requireLonger("ControlSynapses.outputTauMs", outputTauMs, dtMs);
    }

    private static void requireLonger(String name, double tauMs, double dtMs) {
        Require.that(tauMs > dtMs, name, "must be above dtMs = " + dtMs + " ms", tauMs);
    }
}

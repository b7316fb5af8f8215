package org.apical.app.compare;

import java.util.List;

/**
 * One presentation under one formulation, as recorded for the report and the recording file; times in ms, 0 when the target appears.
 *
 * @param timeMs time of each recorded state, (T)
 * @param layers the layers, from the first hidden one
 * @param output r_L, [T][output]; for spikes low-passed by the synaptic trace
 * @param target r_L*, (output)
 * @param control u, [T][output]
 */
public record PresentationTrace(
        String formulation,
        double[] timeMs,
        List<LayerTrace> layers,
        double[][] output,
        double[] target,
        double[][] control) {

    /**
     * One layer.
     *
     * @param somaMv V_s, [T][unit] (mV); of abstract units the potential they stand for
     * @param basalMv V_b, [T][unit] (mV)
     * @param apicalMv V_a, [T][unit] (mV)
     * @param spikes spikes of the recorded neurons; empty without spikes
     */
    public record LayerTrace(double[][] somaMv, double[][] basalMv, double[][] apicalMv, Spikes spikes) {}

    /**
     * Spikes of some neurons of each population.
     *
     * @param neuronsPerUnit recorded neurons of each unit
     * @param timesMs time of each spike, ascending
     * @param neurons unit * neuronsPerUnit + neuron
     */
    public record Spikes(int neuronsPerUnit, double[] timesMs, int[] neurons) {}
}

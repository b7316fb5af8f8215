package org.apical.app.compare;

import java.util.List;
import java.util.Map;
import org.apical.app.experiment.Kept.Variable;
import org.apical.app.experiment.Kept.When;

/**
 * One presentation under one formulation, as recorded for the report and the recording file; times in ms, 0 when the target appears.
 *
 * @param weights whose presentation it is
 * @param sample number of the held-out sample
 * @param timeMs time of each recorded state, (T)
 * @param layers the layers, from the first hidden one
 * @param output r_L, [T][output]; for spikes low-passed by the synaptic trace
 * @param target r_L*, (output)
 * @param control u, [T][output]
 */
public record PresentationTrace(
        String formulation,
        When weights,
        int sample,
        double[] timeMs,
        List<LayerTrace> layers,
        double[][] output,
        double[] target,
        double[][] control) {

    /**
     * One layer.
     *
     * @param units recorded, the first so many
     * @param potentials of each recorded compartment, in their order: V, [T][unit] (mV); of abstract units the potential they stand for
     * @param spikes spikes of the recorded neurons; empty without spikes
     */
    public record LayerTrace(int units, Map<Variable, double[][]> potentials, Spikes spikes) {}

    /**
     * Spikes of some neurons of each population.
     *
     * @param neuronsPerUnit recorded neurons of each unit
     * @param timesMs time of each spike, ascending
     * @param neurons unit * neuronsPerUnit + neuron
     */
    public record Spikes(int neuronsPerUnit, double[] timesMs, int[] neurons) {}
}

package org.apical.app.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.experiment.Kept;
import org.apical.app.experiment.Kept.Variable;
import org.apical.app.experiment.Kept.When;
import org.apical.network.synapse.BurstCounts;

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
     * @param potentials of each recorded compartment, in their order: V, [T][unit] (mV), the mean over the neurons of a unit; of abstract units the potential they stand for
     * @param spikes spikes of the recorded neurons; empty without spikes
     */
    public record LayerTrace(int units, Map<Variable, double[][]> potentials, Spikes spikes) {
        /** Nodes of a unit: its recorded neurons, or 1 where it has none. */
        public int nodesPerUnit() {
            return Math.max(1, spikes.neuronsPerUnit());
        }

        /** The node that stands for a unit, its neuron 0. */
        public long node(int unit) {
            return (long) unit * nodesPerUnit();
        }
    }

    /** The apical events of a layer; none where V_a is not recorded. */
    public ApicalEvents apicalEvents(LayerTrace layer, Kept kept) {
        double[][] apical = layer.potentials().get(Variable.APICAL);
        return apical == null
                ? new ApicalEvents(new int[0], new double[0], new double[0])
                : ApicalEvents.of(apical, timeMs, kept.apicalEventMv(), kept.apicalEventMs());
    }

    /**
     * Spikes of some neurons of each population.
     *
     * @param neuronsPerUnit recorded neurons of each unit, whether or not their spikes are kept; 0 of units without neurons
     * @param timesMs time of each spike, ascending
     * @param neurons unit * neuronsPerUnit + neuron
     * @param individual whether the population knows its neurons one by one; else their spikes are dealt out to them, and say nothing of bursts
     */
    public record Spikes(int neuronsPerUnit, double[] timesMs, int[] neurons, boolean individual) {
        private static final double ROUNDING = 1e-9;

        /** Of each spike its place in a burst of its neuron ({@link BurstCounts}): 0 for a single spike or the first, 1 for the second, which makes the burst, and so on. */
        public int[] placesInBurst() {
            Map<Integer, Integer> last = new HashMap<>();
            int[] places = new int[neurons.length];
            for (int k = 0; k < places.length; k++) {
                Integer before = last.put(neurons[k], k);
                boolean close =
                        before != null && timesMs[k] - timesMs[before] <= BurstCounts.WITHIN_MS * (1 + ROUNDING);
                places[k] = close ? places[before] + 1 : 0;
            }
            return places;
        }
    }
}

package org.apical.app.audit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apical.network.dynamics.Simulation;
import org.apical.network.synapse.ApicalConstants;
import org.apical.network.synapse.ApicalSite;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.plasticity.feedback.FeedbackRule;

/** The apical synapses of a layer, where feedback weights learn. */
final class ApicalRecording extends Recording<FeedbackRule> {
    private final int layer;
    private final double[] weights;
    private ApicalSynapseView source;

    /** @param weights Q of the layer */
    ApicalRecording(int layer, double[] weights) {
        this.layer = layer;
        this.weights = weights.clone();
    }

    @Override
    Map<Quantity, double[]> now(Simulation state) {
        source = state.apicalSynapses(layer);
        Map<Quantity, double[]> now = new EnumMap<>(Quantity.class);
        put(now, Quantity.PRESYNAPTIC_TRACE, source.pre()::trace);
        put(now, Quantity.PRESYNAPTIC_SPIKES, source.pre()::spikes);
        put(now, Quantity.LOCAL_POTENTIAL, source.post()::potential);
        return now;
    }

    @Override
    Set<Quantity> constants() {
        return EnumSet.of(Quantity.WEIGHT, Quantity.POPULATION_CONSTANTS);
    }

    @Override
    int weights() {
        return weights.length;
    }

    /** One unit of feedback at these dendrites (mV, or dimensionless). */
    @Override
    double unit() {
        return source.post().constants().potentialPerFeedback();
    }

    @Override
    boolean isPotential(Quantity quantity) {
        return quantity == Quantity.LOCAL_POTENTIAL;
    }

    @Override
    Replayed on(FeedbackRule rule, Map<Quantity, double[]> shown, Set<Quantity> poisoned, boolean asRecorded) {
        ApicalConstants own = source.post().constants();
        ApicalConstants constants = poisoned.contains(Quantity.POPULATION_CONSTANTS)
                ? new ApicalConstants(Double.NaN, own.layersAbove())
                : own;
        double[] q = weights.clone();
        if (poisoned.contains(Quantity.WEIGHT)) {
            Arrays.fill(q, Double.NaN);
        }
        FeedbackRule.Synapses synapses = rule.on(new ApicalSynapseView(
                new Presynaptic(
                        source.pre().units(),
                        shown.get(Quantity.PRESYNAPTIC_TRACE),
                        shown.get(Quantity.PRESYNAPTIC_SPIKES),
                        false),
                new ApicalSite(source.post().units(), shown.get(Quantity.LOCAL_POTENTIAL), constants),
                q,
                source.lanes()));
        return new Replayed(synapses::begin, synapses::step, () -> {
            double[] dQ = new double[weights.length];
            synapses.addTo(dQ, 1);
            return dQ;
        });
    }
}

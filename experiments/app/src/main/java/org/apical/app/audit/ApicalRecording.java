package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apical.app.audit.SynapseRecording.Alteration;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.ApicalConstants;
import org.apical.network.synapse.ApicalSite;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.plasticity.feedback.FeedbackRule;

/** {@link SynapseRecording} for the apical synapses of a layer, where feedback weights learn. */
final class ApicalRecording implements StepObserver {
    private final int layer;
    private final double[] weights;
    private final List<Map<Quantity, double[]>> steps = new ArrayList<>();
    private final List<Boolean> plastic = new ArrayList<>();
    private ApicalSynapseView source;

    /** @param weights Q of the layer */
    ApicalRecording(int layer, double[] weights) {
        this.layer = layer;
        this.weights = weights.clone();
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        source = state.apicalSynapses(layer);
        Map<Quantity, double[]> now = new EnumMap<>(Quantity.class);
        now.put(Quantity.PRESYNAPTIC_TRACE, source.pre().trace().clone());
        double[] sent = SynapseRecording.granted(() -> source.pre().spikes());
        if (sent != null) {
            now.put(Quantity.PRESYNAPTIC_SPIKES, sent.clone());
        }
        now.put(Quantity.LOCAL_POTENTIAL, source.post().potential().clone());
        steps.add(now);
        plastic.add(controlled);
    }

    int length() {
        return steps.size();
    }

    int weights() {
        return weights.length;
    }

    /** What exists at these synapses. */
    Set<Quantity> exists() {
        EnumSet<Quantity> all = EnumSet.of(Quantity.WEIGHT, Quantity.POPULATION_CONSTANTS);
        all.addAll(steps.get(0).keySet());
        return all;
    }

    /** One unit of feedback at these dendrites (mV, or dimensionless). */
    double unit() {
        return source.post().constants().potentialPerFeedback();
    }

    /** dQ as the rule made it during the presentation. */
    double[] replay(FeedbackRule rule) {
        return replay(rule, EnumSet.noneOf(Quantity.class));
    }

    /** The same with NaN in all of some quantities, throughout. */
    double[] replay(FeedbackRule rule, Set<Quantity> poisoned) {
        ApicalConstants constants = poisoned.contains(Quantity.POPULATION_CONSTANTS)
                ? new ApicalConstants(Double.NaN, source.post().constants().layersAbove())
                : source.post().constants();
        double[] q = weights.clone();
        if (poisoned.contains(Quantity.WEIGHT)) {
            Arrays.fill(q, Double.NaN);
        }
        return replay(rule, 0, length(), constants, q, plastic::get, (step, quantity, values) -> {
            if (poisoned.contains(quantity)) {
                Arrays.fill(values, Double.NaN);
            }
        });
    }

    /**
     * dQ of a part of the presentation.
     *
     * @param plasticAt in which steps weights change
     */
    double[] replay(FeedbackRule rule, int first, int end, IntPredicate plasticAt, Alteration alteration) {
        return replay(rule, first, end, source.post().constants(), weights, plasticAt, alteration);
    }

    private double[] replay(
            FeedbackRule rule,
            int first,
            int end,
            ApicalConstants constants,
            double[] q,
            IntPredicate plasticAt,
            Alteration alteration) {
        Map<Quantity, double[]> shown = new EnumMap<>(Quantity.class);
        steps.get(0).forEach((quantity, values) -> shown.put(quantity, new double[values.length]));
        ApicalSynapseView view = new ApicalSynapseView(
                new Presynaptic(
                        source.pre().units(),
                        shown.get(Quantity.PRESYNAPTIC_TRACE),
                        shown.get(Quantity.PRESYNAPTIC_SPIKES),
                        false),
                new ApicalSite(source.post().units(), shown.get(Quantity.LOCAL_POTENTIAL), constants),
                q,
                source.lanes());
        // past the gate that would hand out only what is declared
        FeedbackRule.Synapses synapses = rule.on(view);
        synapses.begin();
        for (int step = first; step < end; step++) {
            for (Map.Entry<Quantity, double[]> entry : steps.get(step).entrySet()) {
                double[] values = shown.get(entry.getKey());
                System.arraycopy(entry.getValue(), 0, values, 0, values.length);
                alteration.apply(step, entry.getKey(), values);
            }
            synapses.step(plasticAt.test(step));
        }
        double[] dQ = new double[weights.length];
        synapses.addTo(dQ, 1);
        return dQ;
    }
}

package org.apical.app.audit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.util.MathArrays;
import org.apical.network.dynamics.Simulation;
import org.apical.network.synapse.BurstCounts;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.SynapseView;
import org.apical.plasticity.rule.LocalRule;

/** The basal synapses of a layer. */
final class SynapseRecording extends Recording<LocalRule> {
    private final int layer;
    private SynapseView source;

    SynapseRecording(int layer) {
        this.layer = layer;
    }

    @Override
    Map<Quantity, double[]> now(Simulation state) {
        source = state.synapses(layer);
        Presynaptic pre = source.pre();
        Postsynaptic post = source.post();
        Map<Quantity, double[]> now = new EnumMap<>(Quantity.class);
        put(now, Quantity.PRESYNAPTIC_TRACE, pre::trace);
        put(now, Quantity.PRESYNAPTIC_SPIKES, pre::spikes);
        put(now, Quantity.SOMATIC_POTENTIAL, post::soma);
        put(now, Quantity.LOCAL_POTENTIAL, post::basal);
        put(now, Quantity.OUTPUT, post::output);
        put(now, Quantity.OWN_SPIKES, post::spikes);
        put(now, Quantity.OWN_EVENTS, post::ownEvents);
        put(now, Quantity.OWN_BURSTS, post::ownBursts);
        put(now, Quantity.SOMATIC_INHIBITION, post::inhibited);
        return now;
    }

    @Override
    Set<Quantity> constants() {
        return EnumSet.of(Quantity.WEIGHT, Quantity.POPULATION_CONSTANTS);
    }

    /** The same synapses with a trace that may move in any way: rules that look at it when spikes come then look in every step, as they do in a replay. */
    static SynapseView stepByStep(SynapseView view) {
        Presynaptic pre = view.pre();
        double[] spikes = granted(pre::spikes);
        return new SynapseView(
                new Presynaptic(pre.units(), pre.trace(), spikes, pre.constant()),
                view.post(),
                view.source(),
                view.lanes());
    }

    @Override
    int weights() {
        return source.post().units() * source.pre().units() + source.post().units();
    }

    @Override
    double unit() {
        return source.post().constants().somaScale();
    }

    @Override
    boolean isPotential(Quantity quantity) {
        return quantity == Quantity.SOMATIC_POTENTIAL || quantity == Quantity.LOCAL_POTENTIAL;
    }

    /** A graded output is phi(V_s), handed out with it. */
    @Override
    Set<Quantity> names(Quantity quantity) {
        return quantity == Quantity.SOMATIC_POTENTIAL && source.post().kind() == Postsynaptic.Output.RATE
                ? EnumSet.of(quantity, Quantity.OUTPUT)
                : EnumSet.of(quantity);
    }

    @Override
    Replayed on(LocalRule rule, Map<Quantity, double[]> shown, Set<Quantity> poisoned, boolean asRecorded) {
        NeuronConstants own = source.post().constants();
        NeuronConstants constants = poisoned.contains(Quantity.POPULATION_CONSTANTS)
                ? new NeuronConstants(Double.NaN, Double.NaN, Double.NaN, Double.NaN, own.transfer())
                : own;
        double[] weights = source.weights().clone();
        if (poisoned.contains(Quantity.WEIGHT)) {
            Arrays.fill(weights, Double.NaN);
        }
        LocalRule.Synapses synapses = rule.on(new SynapseView(
                new Presynaptic(
                        source.pre().units(),
                        shown.get(Quantity.PRESYNAPTIC_TRACE),
                        shown.get(Quantity.PRESYNAPTIC_SPIKES),
                        asRecorded && source.pre().constant()),
                new Postsynaptic(
                        source.post().units(),
                        shown.get(Quantity.SOMATIC_POTENTIAL),
                        shown.get(Quantity.LOCAL_POTENTIAL),
                        shown.get(Quantity.OUTPUT),
                        shown.get(Quantity.OWN_SPIKES),
                        new BurstCounts(() -> shown.get(Quantity.OWN_EVENTS), () -> shown.get(Quantity.OWN_BURSTS)),
                        shown.get(Quantity.SOMATIC_INHIBITION),
                        constants,
                        source.post().kind()),
                () -> weights,
                source.lanes()));
        return new Replayed(synapses::begin, synapses::step, () -> change(synapses, source));
    }

    /** dW, then db. */
    static double[] change(LocalRule.Synapses synapses, SynapseView at) {
        double[] dW = new double[at.post().units() * at.pre().units()];
        double[] db = new double[at.post().units()];
        synapses.addTo(dW, db, 1);
        return MathArrays.concatenate(dW, db);
    }
}

package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.SynapseView;
import org.apical.network.synapse.UndeclaredReadingException;
import org.apical.plasticity.rule.LocalRule;

/**
 * Everything that existed at the basal synapses of one layer during a presentation, step by step, so that a rule can be run on it again far from the
 * network: as it was, or with something in it changed.
 */
final class SynapseRecording implements StepObserver {
    private final int layer;
    private final List<Map<Quantity, double[]>> steps = new ArrayList<>();
    private final List<Boolean> plastic = new ArrayList<>();
    private SynapseView source;

    SynapseRecording(int layer) {
        this.layer = layer;
    }

    /** Changes what a rule is shown in a step. */
    @FunctionalInterface
    interface Alteration {
        /** @param values modified */
        void apply(int step, Quantity quantity, double[] values);
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        source = state.synapses(layer);
        Map<Quantity, double[]> now = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            double[] live = array(source, quantity);
            if (live != null) {
                now.put(quantity, live.clone());
            }
        }
        steps.add(now);
        plastic.add(controlled);
    }

    private static double[] array(SynapseView view, Quantity quantity) {
        return switch (quantity) {
            case PRESYNAPTIC_TRACE -> granted(() -> view.pre().trace());
            case PRESYNAPTIC_SPIKES -> granted(() -> view.pre().spikes());
            case SOMATIC_POTENTIAL -> granted(() -> view.post().soma());
            case LOCAL_POTENTIAL -> granted(() -> view.post().basal());
            case OUTPUT -> granted(() -> view.post().output());
            case OWN_SPIKES -> granted(() -> view.post().spikes());
            case SOMATIC_INHIBITION -> granted(() -> view.post().inhibited());
            default -> null;
        };
    }

    /** Null where there is none. */
    static double[] granted(Supplier<double[]> ask) {
        try {
            return ask.get();
        } catch (UndeclaredReadingException none) {
            return null;
        }
    }

    /** The same synapses with a trace that may move in any way: rules that look at it when spikes come then look in every step, as they do in a replay. */
    static SynapseView stepByStep(SynapseView view) {
        Presynaptic pre = view.pre();
        double[] spikes = granted(pre::spikes);
        return new SynapseView(
                new Presynaptic(pre.units(), pre.trace(), spikes, pre.constant()), view.post(), view.lanes());
    }

    int length() {
        return steps.size();
    }

    /** Whether the controller was on in a step. */
    boolean controlled(int step) {
        return plastic.get(step);
    }

    /** What exists at these synapses. */
    Set<Quantity> exists() {
        EnumSet<Quantity> all = EnumSet.of(Quantity.POPULATION_CONSTANTS);
        all.addAll(steps.get(0).keySet());
        return all;
    }

    int weights() {
        return source.post().units() * source.pre().units() + source.post().units();
    }

    /** What leaves these neurons. */
    Postsynaptic.Output kind() {
        return source.post().kind();
    }

    /** One unit of v at these neurons (mV, or dimensionless). */
    double unit() {
        return source.post().constants().somaScale();
    }

    /** The change (dW, then db) as the rule made it during the presentation. */
    double[] replay(LocalRule rule) {
        return replay(rule, EnumSet.noneOf(Quantity.class));
    }

    /** The same with NaN in all of some quantities, throughout. */
    double[] replay(LocalRule rule, Set<Quantity> poisoned) {
        NeuronConstants constants = poisoned.contains(Quantity.POPULATION_CONSTANTS)
                ? new NeuronConstants(
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        source.post().constants().transfer())
                : source.post().constants();
        Alteration poison = (step, quantity, values) -> {
            if (poisoned.contains(quantity)) {
                Arrays.fill(values, Double.NaN);
            }
        };
        return replay(rule, 0, length(), constants, source.pre().constant(), this::controlled, poison);
    }

    /**
     * The change of a part of the presentation, with the trace read step by step even where it is constant.
     *
     * @param plasticAt in which steps weights change
     */
    double[] replay(LocalRule rule, int first, int end, IntPredicate plasticAt, Alteration alteration) {
        return replay(rule, first, end, source.post().constants(), false, plasticAt, alteration);
    }

    private double[] replay(
            LocalRule rule,
            int first,
            int end,
            NeuronConstants constants,
            boolean constant,
            IntPredicate plasticAt,
            Alteration alteration) {
        Map<Quantity, double[]> shown = new EnumMap<>(Quantity.class);
        steps.get(0).forEach((quantity, values) -> shown.put(quantity, new double[values.length]));
        SynapseView view = new SynapseView(
                new Presynaptic(
                        source.pre().units(),
                        shown.get(Quantity.PRESYNAPTIC_TRACE),
                        shown.get(Quantity.PRESYNAPTIC_SPIKES),
                        constant),
                new Postsynaptic(
                        source.post().units(),
                        shown.get(Quantity.SOMATIC_POTENTIAL),
                        shown.get(Quantity.LOCAL_POTENTIAL),
                        shown.get(Quantity.OUTPUT),
                        shown.get(Quantity.OWN_SPIKES),
                        shown.get(Quantity.SOMATIC_INHIBITION),
                        constants,
                        source.post().kind()),
                source.lanes());
        // past the gate that would hand out only what is declared
        LocalRule.Synapses synapses = rule.on(view);
        synapses.begin();
        for (int step = first; step < end; step++) {
            for (Map.Entry<Quantity, double[]> entry : steps.get(step).entrySet()) {
                double[] values = shown.get(entry.getKey());
                System.arraycopy(entry.getValue(), 0, values, 0, values.length);
                alteration.apply(step, entry.getKey(), values);
            }
            synapses.step(plasticAt.test(step));
        }
        return change(synapses, source.post().units(), source.pre().units());
    }

    /** dW, then db. */
    static double[] change(LocalRule.Synapses synapses, int units, int presynapticUnits) {
        double[] dW = new double[units * presynapticUnits];
        double[] db = new double[units];
        synapses.addTo(dW, db, 1);
        double[] both = Arrays.copyOf(dW, dW.length + db.length);
        System.arraycopy(db, 0, both, dW.length, db.length);
        return both;
    }
}

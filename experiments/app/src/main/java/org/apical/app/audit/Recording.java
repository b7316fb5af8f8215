package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.UndeclaredReadingException;
import org.apical.plasticity.rule.LocalReader;

/**
 * Everything that existed at the synapses of one layer during a presentation, step by step, so that a rule can be run on it again far from the
 * network: as it was, or with something in it changed.
 *
 * @param <R> rules of such synapses
 */
abstract class Recording<R extends LocalReader> implements StepObserver {
    private final List<Map<Quantity, double[]>> steps = new ArrayList<>();
    private final List<Boolean> plastic = new ArrayList<>();

    /** Changes what a rule is shown in a step. */
    @FunctionalInterface
    interface Alteration {
        /** @param values modified */
        void apply(int step, Quantity quantity, double[] values);
    }

    /**
     * A rule at synapses that show what was recorded.
     *
     * @param change since it began
     */
    record Replayed(Runnable begin, Consumer<Boolean> step, Supplier<double[]> change) {}

    /** What exists at the synapses now, live. */
    abstract Map<Quantity, double[]> now(Simulation state);

    /** What exists there and is no array. */
    abstract Set<Quantity> constants();

    /**
     * The rule, past the gate that would hand out only what is declared.
     *
     * @param shown what synapses show; arrays that the replay fills
     * @param poisoned what is NaN throughout, of what is no such array
     * @param asRecorded whether a trace that was constant is known to be
     */
    abstract Replayed on(R rule, Map<Quantity, double[]> shown, Set<Quantity> poisoned, boolean asRecorded);

    /** Weights, and biases where they learn, of the layer. */
    abstract int weights();

    /** One unit of the potentials there (mV, or dimensionless). */
    abstract double unit();

    /** The same quantity under all the names by which it is handed out. */
    Set<Quantity> names(Quantity quantity) {
        return EnumSet.of(quantity);
    }

    /** Whether {@link #unit} is the unit of a quantity; that of others is 1. */
    abstract boolean isPotential(Quantity quantity);

    @Override
    public final void onStep(boolean controlled, int step, Simulation state) {
        Map<Quantity, double[]> kept = new EnumMap<>(Quantity.class);
        now(state).forEach((quantity, live) -> kept.put(quantity, live.clone()));
        steps.add(kept);
        plastic.add(controlled);
    }

    /** Puts an array that may not be there. */
    static void put(Map<Quantity, double[]> now, Quantity quantity, Supplier<double[]> ask) {
        double[] live = granted(ask);
        if (live != null) {
            now.put(quantity, live);
        }
    }

    /** Null where there is none. */
    static double[] granted(Supplier<double[]> ask) {
        try {
            return ask.get();
        } catch (UndeclaredReadingException none) {
            return null;
        }
    }

    final int length() {
        return steps.size();
    }

    /** What exists at these synapses. */
    final Set<Quantity> exists() {
        EnumSet<Quantity> all = EnumSet.copyOf(constants());
        all.addAll(steps.get(0).keySet());
        return all;
    }

    /** The change as the rule made it during the presentation. */
    final double[] replay(R rule) {
        return replay(rule, EnumSet.noneOf(Quantity.class));
    }

    /** The same with NaN in all of some quantities, throughout. */
    final double[] replay(R rule, Set<Quantity> poisoned) {
        return replay(rule, poisoned, true, 0, length(), plastic::get, (step, quantity, values) -> {
            if (poisoned.contains(quantity)) {
                Arrays.fill(values, Double.NaN);
            }
        });
    }

    /**
     * The change of a part of the presentation, with traces read step by step even where they are constant.
     *
     * @param plasticAt in which steps weights change
     */
    final double[] replay(R rule, int first, int end, IntPredicate plasticAt, Alteration alteration) {
        return replay(rule, EnumSet.noneOf(Quantity.class), false, first, end, plasticAt, alteration);
    }

    private double[] replay(
            R rule,
            Set<Quantity> poisoned,
            boolean asRecorded,
            int first,
            int end,
            IntPredicate plasticAt,
            Alteration alteration) {
        Map<Quantity, double[]> shown = new EnumMap<>(Quantity.class);
        steps.get(0).forEach((quantity, values) -> shown.put(quantity, new double[values.length]));
        Replayed synapses = on(rule, shown, poisoned, asRecorded);
        synapses.begin().run();
        for (int step = first; step < end; step++) {
            for (Map.Entry<Quantity, double[]> entry : steps.get(step).entrySet()) {
                double[] values = shown.get(entry.getKey());
                System.arraycopy(entry.getValue(), 0, values, 0, values.length);
                alteration.apply(step, entry.getKey(), values);
            }
            synapses.step().accept(plasticAt.test(step));
        }
        return synapses.change().get();
    }
}

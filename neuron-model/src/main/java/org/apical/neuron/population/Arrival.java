package org.apical.neuron.population;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.population.DendriteSynapses.Synaptic;

/** What arrives at the synapses of one dendrite (pA at the working point, [sign][unit][lane]), and the inputs of the neurons that it becomes. */
final class Arrival {
    private static final Arrival NOTHING = new Arrival(List.of(), new double[0][], 0, false);
    private final List<Synaptic> synapses;
    /** The variables of the inputs, [unit][lane] each. */
    private final double[][] inputs;

    private final int size;
    private final boolean held;
    /** A current is its own arrival. */
    private final double[] arriving;

    private Arrival(List<Synaptic> synapses, double[][] inputs, int size, boolean held) {
        this.synapses = synapses;
        this.inputs = inputs;
        this.size = size;
        this.held = held;
        this.arriving = direct() ? inputs[0] : new double[signs() * size];
    }

    /**
     * @param inputs of the neuron, the live arrays
     * @param first of the synapses among them
     */
    static Arrival of(List<Synaptic> synapses, double[][] inputs, int first, int size) {
        return new Arrival(synapses, Arrays.copyOfRange(inputs, first, first + synapses.size()), size, false);
    }

    /** The same where what arrives holds over a step: the inputs are what arrived last. Signs may come as one signed number. */
    static Arrival held(List<Synaptic> synapses, double[][] inputs, int first, int size) {
        return synapses.isEmpty()
                ? NOTHING
                : new Arrival(synapses, Arrays.copyOfRange(inputs, first, first + synapses.size()), size, true);
    }

    private boolean direct() {
        return synapses.size() == 1
                && synapses.get(0).perPicoA() == 1
                && synapses.get(0).sign() == 0;
    }

    private int signs() {
        return synapses.stream().mapToInt(Synaptic::sign).max().orElse(-1) + 1;
    }

    /** The live array: what arrives is added, or set, here. */
    double[] arriving() {
        return arriving;
    }

    /** Adds a signed current (pA), [unit][lane]. */
    void addSigned(double[] picoA) {
        if (arriving.length == size) {
            for (int k = 0; k < size; k++) {
                arriving[k] += picoA[k];
            }
            return;
        }
        for (int k = 0; k < size; k++) {
            arriving[k] += Math.max(0, picoA[k]);
            arriving[size + k] += Math.max(0, -picoA[k]);
        }
    }

    /** Hands on to the inputs what has arrived, and forgets it. */
    void take() {
        if (size == 0 || arriving == inputs[0]) {
            return;
        }
        for (int s = 0; s < inputs.length; s++) {
            double[] to = inputs[s];
            int from = synapses.get(s).sign() * size;
            double factor = synapses.get(s).perPicoA();
            if (held) {
                for (int k = 0; k < size; k++) {
                    to[k] = factor * arriving[from + k];
                }
            } else {
                for (int k = 0; k < size; k++) {
                    to[k] += factor * arriving[from + k];
                }
            }
        }
        Arrays.fill(arriving, 0);
    }

    /** Inputs of the neuron. */
    int count() {
        return inputs.length;
    }

    /**
     * The inputs under a kick that arrives at every step: just before it does.
     *
     * @param first of the inputs in {@code mean}, which is set to their means over time
     */
    void settle(int first, double[] kick, double dtMs, double[][] mean) {
        Arrays.fill(arriving, 0);
        for (int s = 0; s < inputs.length; s++) {
            double decayPerMs = synapses.get(s).input().decayPerMs();
            double decay = Math.exp(-dtMs * decayPerMs);
            int from = synapses.get(s).sign() * size;
            double factor = synapses.get(s).perPicoA();
            for (int k = 0; k < size; k++) {
                double jump = factor * kick[from + k];
                inputs[s][k] = jump * (decay / (1 - decay));
                mean[first + s][k] = jump / (decayPerMs * dtMs);
            }
        }
    }

    void clear() {
        Arrays.fill(arriving, 0);
    }
}

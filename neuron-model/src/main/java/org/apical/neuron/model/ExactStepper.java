package org.apical.neuron.model;

import java.util.List;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.kernel.Kernels;

/** The exact propagator, free or held somata. Inputs that are not shared decay in the same pass over memory. */
final class ExactStepper implements Stepper {
    private final NeuronState state;
    private final double[] heldUntil;
    private final boolean shared;
    private final ExactPropagator propagator;
    /** [unit][input]; one unit where all are alike. */
    private final double[][] decay;

    /**
     * @param units neurons of the units, where these differ
     * @param elements of the state that belong to a unit
     * @param holds whether a busy neuron's soma is held
     * @param shared whether neurons share their inputs
     */
    ExactStepper(
            NeuronState state,
            List<NeuronModel> units,
            int elements,
            boolean holds,
            boolean shared,
            double dtMs,
            Kernels kernels) {
        this.state = state;
        this.heldUntil = holds ? state.busyUntil : null;
        this.shared = shared;
        List<NeuronModel> each = units.isEmpty() ? List.of(state.model) : units;
        this.propagator = ExactPropagator.ofUnits(
                state.compartments,
                each.stream().map(NeuronModel::cell).toList(),
                each.stream().map(NeuronModel::inputs).toList(),
                units.isEmpty() ? Integer.MAX_VALUE : elements,
                dtMs,
                kernels);
        this.decay = each.stream()
                .map(unit -> unit.inputs().stream()
                        .mapToDouble(input -> shared ? Math.exp(-dtMs * input.decayPerMs()) : 1)
                        .toArray())
                .toArray(double[][]::new);
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public void advance(int from, double[][] inputs, int inputFrom, int n, double now) {
        if (shared) {
            propagator.advance(state.compartments, from, inputs, inputFrom, n, heldUntil, now);
        } else {
            propagator.advanceAndDecay(state.compartments, from, inputs, inputFrom, n, heldUntil, now);
        }
    }

    @Override
    public double[] decay(int unit) {
        return decay[decay.length == 1 ? 0 : unit];
    }
}

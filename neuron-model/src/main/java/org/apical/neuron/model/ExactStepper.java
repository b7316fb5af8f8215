package org.apical.neuron.model;

import java.util.Arrays;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.kernel.Kernels;

/** The exact propagator, free or held somata. Inputs that are not shared decay in the same pass over memory. */
final class ExactStepper implements Stepper {
    private final NeuronState state;
    private final double[] heldUntil;
    private final boolean shared;
    private final ExactPropagator propagator;
    private final double[] decay;

    /**
     * @param holds whether a busy neuron's soma is held
     * @param shared whether neurons share their inputs
     */
    ExactStepper(NeuronState state, boolean holds, boolean shared, double dtMs, Kernels kernels) {
        this.state = state;
        this.heldUntil = holds ? state.busyUntil : null;
        this.shared = shared;
        this.propagator = new ExactPropagator(state.compartments, state.model.inputs(), dtMs, kernels);
        this.decay = new double[state.model.inputs().size()];
        Arrays.setAll(
                decay,
                k -> shared ? Math.exp(-dtMs * state.model.inputs().get(k).decayPerMs()) : 1);
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
    public double[] decay() {
        return decay;
    }
}

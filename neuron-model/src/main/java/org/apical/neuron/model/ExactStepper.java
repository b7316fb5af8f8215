package org.apical.neuron.model;

import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.kernel.Kernels;

/** The exact propagator, free or held somata. */
final class ExactStepper implements Stepper {
    private final NeuronState state;
    private final boolean holds;
    private final ExactPropagator propagator;
    private final double[] decay;

    /** @param holds whether a busy neuron's soma is held */
    ExactStepper(NeuronState state, boolean holds, double dtMs, Kernels kernels) {
        this.state = state;
        this.holds = holds;
        this.propagator = new ExactPropagator(state.compartments, state.model.inputs(), dtMs, kernels);
        this.decay = state.model.inputs().stream()
                .mapToDouble(input -> Math.exp(-dtMs * input.decayPerMs()))
                .toArray();
    }

    @Override
    public void advance(int from, double[][] inputs, int inputFrom, int n, double now) {
        if (holds) {
            propagator.advance(state.compartments, from, inputs, inputFrom, n, state.busyUntil, now);
        } else {
            propagator.advanceFree(state.compartments, from, inputs, inputFrom, n);
        }
    }

    @Override
    public double[] decay() {
        return decay;
    }
}

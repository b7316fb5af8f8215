package org.apical.neuron.model;

import org.apical.neuron.kernel.Kernels;

/**
 * The classical Runge–Kutta scheme. A neuron whose conductances the step resolves, dt A_c / C_c <= 1 in every compartment (A_c: leak, axial and synaptic
 * conductance; up to there the scheme takes no potential out of the interval of reversals and rest), takes the step as a whole; {@link StiffNeurons} the others, neuron by
 * neuron and step by step.
 */
final class RungeKuttaStepper implements Stepper {
    private final NeuronState state;
    private final RungeKutta whole;
    private final StiffNeurons stiff;
    private final double[][] x;

    RungeKuttaStepper(NeuronState state, boolean holds, double dtMs, Kernels kernels) {
        this.state = state;
        this.whole = new RungeKutta(state.model, holds, dtMs, kernels);
        this.stiff = new StiffNeurons(state.model, holds, dtMs, kernels);
        this.x = state.advanced();
    }

    @Override
    public int block() {
        return SMALL_BLOCK;
    }

    @Override
    public void advance(int from, double[][] inputs, int inputFrom, int n, double now) {
        state.compartments.beginStep(from, n);
        int some = stiff.find(inputs, inputFrom, n);
        if (some > 0) {
            stiff.advance(x, from, inputs, inputFrom, state.busyUntil, now);
        }
        if (some < n) {
            whole.advance(x, from, inputs, inputFrom, n, null, state.busyUntil, now);
        }
        if (some > 0) {
            stiff.store(x, from);
        }
        state.compartments.endStep(from, n);
    }

    @Override
    public double[] decay(int unit) {
        return whole.decay;
    }
}

package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * State of a rule dW = e x_pre at one layer. A constant x is multiplied once, after the errors of all steps are summed; a trace of single spikes when they come
 * ({@link SpikeDrivenChange}); any other in every step.
 */
final class ErrorTimesTrace implements LocalRule.Synapses {
    private final SynapseView view;
    private final PostsynapticFactor error;
    private final PairChange change;
    private final double[] errorSum;
    private final double[] held;

    ErrorTimesTrace(SynapseView view, PostsynapticFactor error, MatrixProduct product) {
        this.view = view;
        this.error = error;
        this.change = PairChange.of(view, product);
        this.errorSum = new double[view.post().units() * view.lanes()];
        this.held = new double[errorSum.length];
    }

    @Override
    public void begin() {
        Arrays.fill(errorSum, 0);
        change.begin();
        error.begin();
    }

    @Override
    public void step(boolean plastic) {
        double[] e = error.step(plastic);
        for (int k = 0; e != null && k < errorSum.length; k++) {
            errorSum[k] += e[k];
        }
        if (!view.pre().constant()) {
            change.step(e);
        }
    }

    @Override
    public void hold(int[] lanes, int steps) {
        Arrays.fill(held, 0);
        for (int unit = 0; unit < view.post().units(); unit++) {
            for (int lane : lanes) {
                int k = unit * view.lanes() + lane;
                held[k] = steps * error.last()[k];
                errorSum[k] += held[k];
            }
        }
        if (!view.pre().constant()) {
            change.step(held);
        }
    }

    @Override
    public void take(LocalRule.Synapses from, int[] lanes) {
        error.take(((ErrorTimesTrace) from).error, lanes);
    }

    @Override
    public void addTo(double[] dW, double[] db, double factor) {
        if (view.pre().constant()) {
            change.step(errorSum);
        }
        change.addTo(dW, factor);
        for (int unit = 0; unit < view.post().units(); unit++) {
            double sum = 0;
            for (int lane = 0; lane < view.lanes(); lane++) {
                sum += errorSum[unit * view.lanes() + lane];
            }
            db[unit] += factor * sum;
        }
        begin();
    }
}

package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * State of a rule dW = (actual - expected) x_pre at one layer, where what is expected follows from the basal dendrite's prediction v* of the soma. A constant x is
 * multiplied once, after the errors of all steps are summed.
 */
abstract class ErrorTimesTrace implements LocalRule.Synapses {
    private final MatrixProduct product;
    private final SynapseView view;
    private final PredictionFilter filter;
    private final int size;
    private final double[] error;
    private final double[] expected;
    private final double[] errorSum;
    private final double[] weightSum;

    ErrorTimesTrace(SynapseView view, Prediction prediction, MatrixProduct product) {
        this.product = product;
        this.view = view;
        this.size = view.post().units() * view.lanes();
        this.filter = new PredictionFilter(prediction, size);
        this.error = new double[size];
        this.expected = new double[size];
        this.errorSum = new double[size];
        this.weightSum = new double[view.post().units() * view.pre().units()];
    }

    /**
     * What the neuron is expected to do.
     *
     * @param predicted v*, abstract; may be {@code to}
     * @param to may be written and returned
     */
    abstract double[] expected(NeuronConstants neuron, double[] predicted, double[] to);

    /**
     * What the neuron does.
     *
     * @param to may be written and returned
     */
    abstract double[] actual(Postsynaptic post, double[] to);

    /** Sets the errors of neurons whose synapses do not learn in this step to zero. */
    void choose(Postsynaptic post, double[] error) {}

    @Override
    public void begin() {
        Arrays.fill(errorSum, 0);
        Arrays.fill(weightSum, 0);
        filter.begin();
    }

    @Override
    public void step(boolean plastic) {
        Postsynaptic post = view.post();
        NeuronConstants neuron = post.constants();
        double[] predicted =
                filter.step(abstractPotential(post.basal(), neuron.basalOrigin(), neuron.basalScale(), expected));
        if (!plastic) {
            return;
        }
        double[] foreseen = expected(neuron, predicted, expected);
        double[] actual = actual(post, error);
        for (int k = 0; k < size; k++) {
            error[k] = actual[k] - foreseen[k];
        }
        choose(post, error);
        for (int k = 0; k < size; k++) {
            errorSum[k] += error[k];
        }
        if (!view.pre().constant()) {
            addProduct(error);
        }
    }

    /** (V - origin) / scale, written to {@code v} unless it is the abstract potential already. */
    final double[] abstractPotential(double[] mv, double origin, double scale, double[] v) {
        if (origin == 0 && scale == 1) {
            return mv;
        }
        for (int k = 0; k < size; k++) {
            v[k] = (mv[k] - origin) / scale;
        }
        return v;
    }

    @Override
    public void hold(int[] lanes, int steps) {
        // the error of the last step is still there
        Arrays.fill(expected, 0);
        for (int unit = 0; unit < view.post().units(); unit++) {
            for (int lane : lanes) {
                int k = unit * view.lanes() + lane;
                expected[k] = steps * error[k];
                errorSum[k] += expected[k];
            }
        }
        if (!view.pre().constant()) {
            addProduct(expected);
        }
    }

    @Override
    public void take(LocalRule.Synapses from, int[] lanes) {
        filter.take(((ErrorTimesTrace) from).filter, lanes);
    }

    private void addProduct(double[] postsynapticError) {
        Presynaptic pre = view.pre();
        product.multiplyTransposedAdd(
                view.post().units(), view.lanes(), pre.units(), postsynapticError, pre.trace(), weightSum);
    }

    @Override
    public void addTo(double[] dW, double[] db, double factor) {
        if (view.pre().constant()) {
            addProduct(errorSum);
        }
        for (int k = 0; k < weightSum.length; k++) {
            dW[k] += factor * weightSum[k];
        }
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

package org.apical.plasticity.rule;

import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.SynapseView;

/** e_i = actual - expected of one layer, step by step, where what is expected follows from the basal dendrite's prediction v* of the soma. */
abstract class PredictionError implements PostsynapticFactor {
    private final SynapseView view;
    private final PredictionFilter filter;
    private final int size;
    private final double[] error;
    private final double[] expected;

    PredictionError(SynapseView view, Prediction prediction) {
        this.view = view;
        this.size = view.post().units() * view.lanes();
        this.filter = new PredictionFilter(prediction, size);
        this.error = new double[size];
        this.expected = new double[size];
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
    void choose(Postsynaptic post, double[] e) {}

    @Override
    public final void begin() {
        filter.begin();
    }

    @Override
    public final void take(PostsynapticFactor from, int[] lanes) {
        filter.take(((PredictionError) from).filter, lanes);
    }

    /** Where the step is not plastic the prediction still follows the dendrite. */
    @Override
    public final double[] step(boolean plastic) {
        Postsynaptic post = view.post();
        NeuronConstants neuron = post.constants();
        double[] predicted =
                filter.step(abstractPotential(post.basal(), neuron.basalOrigin(), neuron.basalScale(), expected));
        if (!plastic) {
            return null;
        }
        double[] foreseen = expected(neuron, predicted, expected);
        double[] actual = actual(post, error);
        for (int k = 0; k < size; k++) {
            error[k] = actual[k] - foreseen[k];
        }
        choose(post, error);
        return error;
    }

    @Override
    public final double[] last() {
        return error;
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
}

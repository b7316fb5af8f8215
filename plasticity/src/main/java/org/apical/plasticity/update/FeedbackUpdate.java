package org.apical.plasticity.update;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.SoundWeights;
import org.apical.network.formulation.Formulation;

/** A direction of change of all feedback weights of a network, to be added to them; layers count from 0, matrices (units x outputs). The arrays are live. */
public final class FeedbackUpdate {
    private final double[][] feedback;

    /** No change. */
    public FeedbackUpdate(NetworkDescription network) {
        feedback = new double[network.layers()][];
        for (int l = 0; l < feedback.length; l++) {
            feedback[l] = new double[network.units(l) * network.outputs()];
        }
    }

    /** Number of layers. */
    public int layers() {
        return feedback.length;
    }

    /** dQ of a layer. */
    public double[] feedback(int layer) {
        return feedback[layer];
    }

    /** Sets every element to zero. */
    public void clear() {
        for (double[] q : feedback) {
            Arrays.fill(q, 0);
        }
    }

    /**
     * Leaves out what it would do to synapses that do not exist.
     *
     * @param weights whose synapses these are
     * @throws org.apical.network.divergence.DivergenceException if what is left is not finite
     */
    public void requireSound(Formulation formulation, NetworkWeights weights) {
        for (int l = 0; l < layers(); l++) {
            weights.maskFeedback(l, feedback(l));
        }
        SoundWeights.requireFinite(formulation, "feedback weights", this::feedback);
    }

    /** this += factor other. */
    public void add(double factor, FeedbackUpdate other) {
        for (int l = 0; l < feedback.length; l++) {
            add(l, factor, other.feedback[l]);
        }
    }

    /** dQ of a layer += factor x. */
    public void add(int layer, double factor, double[] x) {
        double[] q = feedback[layer];
        for (int k = 0; k < q.length; k++) {
            q[k] += factor * x[k];
        }
    }
}

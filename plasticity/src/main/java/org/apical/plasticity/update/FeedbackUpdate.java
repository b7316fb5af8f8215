package org.apical.plasticity.update;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.plasticity.state.HasState;
import org.apical.plasticity.state.StateVisitor;

/** A direction of change of all feedback weights of a network, to be added to them; layers count from 0, matrices (units x outputs). The arrays are live. */
public final class FeedbackUpdate implements HasState {
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

    @Override
    public void state(StateVisitor visitor) {
        for (int l = 0; l < feedback.length; l++) {
            visitor.numbers("feedback/" + l, feedback[l]);
        }
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

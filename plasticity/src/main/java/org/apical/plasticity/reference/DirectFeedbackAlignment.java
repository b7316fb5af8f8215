package org.apical.plasticity.reference;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Direct feedback alignment (Nøkland 2016): the output error reaches each layer at once through fixed weights,
 *
 * <pre>
 * g_L = phi'(v_L) o x        g_i = phi'(v_i) o (B_i x)        dW_i = g_i r_{i-1}^T
 * </pre>
 *
 * x minus the loss gradient at the output, B_i (n_i x n_L). Allocates: a reference, not a training engine.
 */
public final class DirectFeedbackAlignment implements NonLocal {
    private final NetworkDescription network;
    private final NetworkWeights fixed;

    /** @param fixed its feedback weights Q_i are B_i, i < L; Q_L is not used */
    public DirectFeedbackAlignment(NetworkDescription network, NetworkWeights fixed) {
        this.network = network;
        this.fixed = fixed.copy();
    }

    @Override
    public void addTo(WeightUpdate update, LinearisedNetwork linearised, double[] descent, double factor) {
        SampleState state = linearised.state();
        for (int l = 0; l < network.layers(); l++) {
            double[] g = l == network.layers() - 1 ? descent.clone() : sent(l, descent);
            Slopes.multiply(network, state, l, g);
            update.addOuter(l, g, state.presynaptic(l), factor);
        }
    }

    /** B_l x. */
    private double[] sent(int l, double[] x) {
        double[] b = fixed.feedback(l);
        double[] g = new double[network.units(l)];
        for (int i = 0; i < g.length; i++) {
            for (int o = 0; o < x.length; o++) {
                g[i] += b[i * x.length + o] * x[o];
            }
        }
        return g;
    }
}

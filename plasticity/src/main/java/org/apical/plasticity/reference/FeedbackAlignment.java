package org.apical.plasticity.reference;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Feedback alignment (Lillicrap et al. 2016): backpropagation through fixed weights B in place of the transposed forward weights,
 *
 * <pre>
 * g_L = phi'(v_L) o x        g_i = phi'(v_i) o (B_{i+1}^T g_{i+1})        dW_i = g_i r_{i-1}^T
 * </pre>
 *
 * x minus the loss gradient at the output, B_{i+1} (n_{i+1} x n_i). With B = W it is backpropagation. Allocates: a reference, not a training engine.
 */
public final class FeedbackAlignment implements NonLocal {
    private final NetworkDescription network;
    private final NetworkWeights fixed;

    /** @param fixed its forward weights are B; another draw than the network's own */
    public FeedbackAlignment(NetworkDescription network, NetworkWeights fixed) {
        this.network = network;
        this.fixed = fixed.copy();
    }

    @Override
    public void addTo(WeightUpdate update, LinearisedNetwork linearised, double[] descent, double factor) {
        SampleState state = linearised.state();
        double[] above = descent;
        for (int l = network.layers() - 1; l >= 0; l--) {
            double[] g = l == network.layers() - 1 ? above.clone() : back(l, above);
            Slopes.multiply(network, state, l, g);
            update.addOuter(l, g, state.presynaptic(l), factor);
            above = g;
        }
    }

    /** B_{l+1}^T g. */
    private double[] back(int l, double[] above) {
        double[] b = fixed.forward(l + 1);
        double[] g = new double[network.units(l)];
        for (int k = 0; k < above.length; k++) {
            for (int i = 0; i < g.length; i++) {
                g[i] += b[k * g.length + i] * above[k];
            }
        }
        return g;
    }
}

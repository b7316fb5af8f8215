package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.update.WeightUpdate;

/** Another optimiser on d - rho W, the descent of (rho/2) ||W||_F^2 added; biases do not decay. */
public final class WeightDecay implements Optimiser {
    private final Optimiser optimiser;
    private final double rate;
    private final WeightUpdate decayed;

    /** @param rate rho, > 0 */
    public WeightDecay(Optimiser optimiser, NetworkDescription network, double rate) {
        this.optimiser = optimiser;
        this.rate = Require.positive("WeightDecay.rate", rate, "(dimensionless)");
        this.decayed = new WeightUpdate(network);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        for (int l = 0; l < direction.layers(); l++) {
            double[] w = weights.forward(l);
            double[] d = direction.forward(l);
            double[] to = decayed.forward(l);
            for (int k = 0; k < w.length; k++) {
                to[k] = d[k] - rate * w[k];
            }
            System.arraycopy(direction.bias(l), 0, decayed.bias(l), 0, decayed.bias(l).length);
        }
        optimiser.step(weights, decayed);
    }
}

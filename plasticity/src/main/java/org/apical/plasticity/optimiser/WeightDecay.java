package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/** Another optimiser on d - rho W, the descent of (rho/2) ||W||_F^2 added; biases do not decay, nor what does not learn. */
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
            decay(weights.forward(l), direction.forward(l), decayed.forward(l));
            System.arraycopy(direction.bias(l), 0, decayed.bias(l), 0, decayed.bias(l).length);
        }
        for (int k = 0; k < direction.others(); k++) {
            decay(weights.other(k), direction.other(k), decayed.other(k));
        }
        optimiser.step(weights, decayed);
    }

    @Override
    public void state(StateVisitor visitor) {
        optimiser.state(visitor);
    }

    private void decay(double[] w, double[] d, double[] to) {
        for (int k = 0; k < d.length; k++) {
            to[k] = d[k] - rate * w[k];
        }
    }
}

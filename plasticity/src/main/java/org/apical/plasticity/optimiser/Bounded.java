package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.rule.WeightBounds;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/** Another optimiser between hard bounds: after each step a weight that learns and has crossed one is set to it; biases are free and absent synapses stay absent. */
public record Bounded(Optimiser optimiser, WeightBounds bounds) implements Optimiser {
    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        optimiser.step(weights, direction);
        for (int l = 0; l < direction.layers(); l++) {
            bound(weights.forward(l), direction.forward(l).length);
            weights.maskForward(l, weights.forward(l));
        }
        for (int k = 0; k < direction.others(); k++) {
            bound(weights.other(k), direction.other(k).length);
            weights.maskOther(k, weights.other(k));
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        optimiser.state(visitor);
    }

    private void bound(double[] w, int learning) {
        for (int k = 0; k < learning; k++) {
            w[k] = bounds.bound(w[k]);
        }
    }
}

package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.rule.WeightBounds;
import org.apical.plasticity.update.WeightUpdate;

/** Another optimiser between hard bounds: after each step a forward weight that has crossed one is set to it; biases are free and absent synapses stay absent. */
public record Bounded(Optimiser optimiser, WeightBounds bounds) implements Optimiser {
    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        optimiser.step(weights, direction);
        for (int l = 0; l < direction.layers(); l++) {
            double[] w = weights.forward(l);
            for (int k = 0; k < w.length; k++) {
                w[k] = bounds.bound(w[k]);
            }
            weights.maskForward(l, w);
        }
    }
}

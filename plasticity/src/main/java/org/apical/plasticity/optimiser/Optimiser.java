package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.update.WeightUpdate;

/** Turns directions of change into steps of the weights. Not thread-safe. */
public interface Optimiser {
    /** Changes the forward weights and biases (modified) along the direction. */
    void step(NetworkWeights weights, WeightUpdate direction);
}

package org.apical.app.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.training.SampleSet;

/**
 * Homeostasis of feedback: while the spectral radius rho of J Q, the largest over a few samples at their feedforward states, is above a
 * bound, all Q := Q bound/rho. Directions of J Q whose eigenvalue stays well above
 * alpha reach the same Delta v_ss = Q (J Q + alpha)^-1 delta, later, as under a controller slower by rho/bound; the loop keeps the margin that forward weights would take from it as they
 * grow (physics.md 13.1). Not local: J is known to no synapse; what a controller could go by is how fast its own error falls.
 */
final class LoopGainBound {
    private static final int SAMPLES = 4;

    private final NetworkDescription network;
    private final double bound;
    private final List<double[]> inputs;

    /** @param train whose first samples J Q is taken at */
    LoopGainBound(NetworkDescription network, double bound, SampleSet train) {
        this.network = network;
        this.bound = bound;
        this.inputs = IntStream.range(0, Math.min(SAMPLES, train.size()))
                .mapToObj(k -> train.range(k, 1).rates()[0])
                .toList();
    }

    /** Scales Q (modified), if it is to be scaled. */
    void apply(NetworkWeights weights) {
        double radius = 0;
        for (double[] input : inputs) {
            SampleState state = SampleState.feedforward(network, weights, input);
            radius = Math.max(radius, new LinearisedNetwork(network, weights, state).spectralRadius());
        }
        if (radius > bound) {
            for (int l = 0; l < network.layers(); l++) {
                double[] q = weights.feedback(l);
                for (int k = 0; k < q.length; k++) {
                    q[k] *= bound / radius;
                }
            }
        }
    }
}

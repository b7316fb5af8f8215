package org.apical.plasticity.reference;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A reference at the feedforward states of the samples, for instance minus the gradient of a loss.
 *
 * @param descent minus the loss gradient at the output
 */
public record ReferenceSignal(NonLocal reference, NetworkDescription network, Descent descent)
        implements ForwardSignal {

    /** -dLoss/dr_L of a sample. */
    @FunctionalInterface
    public interface Descent {
        /**
         * The descent, (n_L).
         *
         * @param k number of the sample
         * @param output r_L without feedback, not modified
         */
        double[] of(Samples samples, int k, double[] output);
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = new WeightUpdate(network);
        for (int k = 0; k < samples.size(); k++) {
            LinearisedNetwork linear = new LinearisedNetwork(
                    network, weights, SampleState.feedforward(network, weights, samples.rates()[k]));
            double[] down = descent.of(samples, k, linear.state().output());
            reference.addTo(update, linear, down, 1.0 / samples.size());
        }
        return update;
    }
}

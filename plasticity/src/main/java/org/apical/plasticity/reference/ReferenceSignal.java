package org.apical.plasticity.reference;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * What a reference asks for, sample by sample, as a direction to learn from: for networks small enough to be linearised once a sample; {@link GradientSignal} is backprop by dense products.
 *
 * @param network a chain
 * @param reference whose update is taken at the feedforward state of each sample
 * @param descent minus the loss gradient at the output
 */
public record ReferenceSignal(NetworkDescription network, NonLocal reference, GradientSignal.Descent descent)
        implements ForwardSignal {

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = new WeightUpdate(network);
        for (int k = 0; k < samples.size(); k++) {
            SampleState state = SampleState.feedforward(network, weights, samples.rates()[k]);
            reference.addTo(
                    update,
                    new LinearisedNetwork(network, weights, state),
                    descent.of(samples, k, state.output()),
                    1.0 / samples.size());
        }
        return update;
    }
}

package org.apical.app.experiment;

import java.util.function.Supplier;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;

/** A method that sends errors or targets back through weights S of its own, drawn independently of W, which learn beside W. */
interface PlasticBackward extends LearningMethod {
    @Override
    default void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
        weights.setBackwardToRandom(network, streams);
    }

    @Override
    default ErrorPath errorPath() {
        return ErrorPath.S;
    }

    @Override
    default Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return OwnPathways.backward(network, forward);
    }
}

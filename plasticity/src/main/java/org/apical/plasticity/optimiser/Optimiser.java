package org.apical.plasticity.optimiser;

import java.util.function.Consumer;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/** Turns directions of change into steps of the weights. Not thread-safe. */
public interface Optimiser {
    /** Changes the forward weights and biases (modified) along the direction. */
    void step(NetworkWeights weights, WeightUpdate direction);

    /** Shows what it has from the steps it has taken, modified where it is put back. */
    void state(StateVisitor visitor);

    /** The same, with something done to the weights after each step that remembers nothing. */
    default Optimiser then(Consumer<NetworkWeights> afterwards) {
        Optimiser before = this;
        return new Optimiser() {
            @Override
            public void step(NetworkWeights weights, WeightUpdate direction) {
                before.step(weights, direction);
                afterwards.accept(weights);
            }

            @Override
            public void state(StateVisitor visitor) {
                before.state(visitor);
            }
        };
    }
}

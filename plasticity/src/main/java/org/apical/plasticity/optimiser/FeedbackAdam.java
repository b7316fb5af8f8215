package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.FeedbackUpdate;

/** {@link Adam} on the feedback weights, with moments of its own. Not thread-safe. */
public final class FeedbackAdam {
    private final AdamStep step;
    private final FeedbackUpdate mean;
    private final FeedbackUpdate square;

    public FeedbackAdam(NetworkDescription network, AdamParams params) {
        this.step = new AdamStep(params);
        this.mean = new FeedbackUpdate(network);
        this.square = new FeedbackUpdate(network);
    }

    /** Changes the feedback weights (modified) along the direction. */
    public void step(NetworkWeights weights, FeedbackUpdate direction) {
        step.begin();
        for (int l = 0; l < direction.layers(); l++) {
            step.step(weights.feedback(l), mean.feedback(l), square.feedback(l), direction.feedback(l));
        }
    }

    /** Shows its moments and how many steps it has taken, modified where they are put back. */
    public void state(StateVisitor visitor) {
        step.state(visitor);
        mean.state(visitor.in("mean"));
        square.state(visitor.in("square"));
    }
}

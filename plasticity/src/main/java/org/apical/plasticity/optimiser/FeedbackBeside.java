package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/** Forward weights and, by Adam of their own in the same step, direct feedback weights, where a direction has a change of them ({@link WeightUpdate#feedback}). */
public final class FeedbackBeside implements Optimiser {
    private final Optimiser forward;
    private final FeedbackAdam feedback;

    /** @param feedback of the feedback weights */
    public FeedbackBeside(Optimiser forward, NetworkDescription network, AdamParams feedback) {
        this.forward = forward;
        this.feedback = new FeedbackAdam(network, feedback);
    }

    /** @param weights modified in W, b and Q, where its synapses exist */
    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        forward.step(weights, direction);
        direction.feedback().ifPresent(q -> {
            for (int l = 0; l < q.layers(); l++) {
                weights.maskFeedback(l, q.feedback(l));
            }
            feedback.step(weights, q);
        });
    }

    @Override
    public void state(StateVisitor visitor) {
        forward.state(visitor.in("forward"));
        feedback.state(visitor.in("feedback"));
    }
}

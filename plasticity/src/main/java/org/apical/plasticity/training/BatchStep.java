package org.apical.plasticity.training;

import java.util.function.Consumer;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.SoundWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.state.StateVisitor;

/** What a batch does to weights, and what it remembers from one batch to the next. */
public interface BatchStep {
    /** What it does. */
    @FunctionalInterface
    interface Learning {
        /**
         * Learns from a batch.
         *
         * @param weights modified
         * @param trial number of the first presentation: the address of its random streams
         * @throws DivergenceException if a presentation diverges, or a weight is then out of all bounds
         */
        void learn(NetworkWeights weights, Samples batch, long trial);
    }

    /** Learns from a batch, as {@link Learning#learn}. */
    void learn(NetworkWeights weights, Samples batch, long trial);

    /** Shows what it remembers, modified where it is put back. */
    void state(StateVisitor visitor);

    /** Of what it does and what shows what it remembers. */
    static BatchStep of(Learning learning, Consumer<StateVisitor> state) {
        return new BatchStep() {
            @Override
            public void learn(NetworkWeights weights, Samples batch, long trial) {
                learning.learn(weights, batch, trial);
            }

            @Override
            public void state(StateVisitor visitor) {
                state.accept(visitor);
            }
        };
    }

    /**
     * Forward weights from a signal.
     *
     * @param under names what diverges
     */
    static BatchStep forward(Formulation under, ForwardSignal signal, Optimiser optimiser) {
        return of(
                (weights, batch, trial) -> {
                    optimiser.step(weights, signal.direction(weights, batch, trial));
                    SoundWeights.requireForward(under, weights);
                },
                optimiser::state);
    }

    /** Forward weights from local rules. */
    static BatchStep forward(Learner learner, Optimiser optimiser) {
        return forward(learner.formulation(), learner, optimiser);
    }

    /** Feedback weights from noise, forward weights at rest. */
    static BatchStep feedback(FeedbackLearner learner, FeedbackAdam optimiser) {
        return of(
                (weights, batch, trial) -> {
                    optimiser.step(weights, learner.direction(weights, batch, trial));
                    SoundWeights.requireFeedback(learner.formulation(), weights);
                },
                optimiser::state);
    }

    /** Both from the same presentations. */
    static BatchStep onePhase(OnePhaseLearner learner, Optimiser forward, FeedbackAdam feedback) {
        return of(
                (weights, batch, trial) -> {
                    OnePhaseLearner.Updates updates = learner.updates(weights, batch, Phase.TRAINING, trial);
                    forward.step(weights, updates.forward());
                    feedback.step(weights, updates.feedback());
                    SoundWeights.requireForward(learner.formulation(), weights);
                    SoundWeights.requireFeedback(learner.formulation(), weights);
                },
                visitor -> {
                    forward.state(visitor.in("forward"));
                    feedback.state(visitor.in("feedback"));
                });
    }
}

package org.apical.plasticity.training;

import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.SoundWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.Optimiser;

/** What a batch does to weights. */
@FunctionalInterface
public interface BatchStep {
    /**
     * Learns from a batch.
     *
     * @param weights modified
     * @param trial number of the first presentation: the address of its random streams
     * @throws DivergenceException if a presentation diverges, or a weight is then out of all bounds
     */
    void learn(NetworkWeights weights, Samples batch, long trial);

    /**
     * Forward weights from a signal.
     *
     * @param under names what diverges
     */
    static BatchStep forward(Formulation under, ForwardSignal signal, Optimiser optimiser) {
        return (weights, batch, trial) -> {
            optimiser.step(weights, signal.direction(weights, batch, trial));
            SoundWeights.requireForward(under, weights);
        };
    }

    /** Forward weights from local rules. */
    static BatchStep forward(Learner learner, Optimiser optimiser) {
        return forward(learner.formulation(), learner, optimiser);
    }

    /** Feedback weights from noise, forward weights at rest. */
    static BatchStep feedback(FeedbackLearner learner, FeedbackAdam optimiser) {
        return (weights, batch, trial) -> {
            optimiser.step(weights, learner.direction(weights, batch, trial));
            SoundWeights.requireFeedback(learner.formulation(), weights);
        };
    }

    /** Both from the same presentations. */
    static BatchStep onePhase(OnePhaseLearner learner, Optimiser forward, FeedbackAdam feedback) {
        return (weights, batch, trial) -> {
            OnePhaseLearner.Updates updates = learner.updates(weights, batch, Phase.TRAINING, trial);
            forward.step(weights, updates.forward());
            feedback.step(weights, updates.feedback());
            SoundWeights.requireForward(learner.formulation(), weights);
            SoundWeights.requireFeedback(learner.formulation(), weights);
        };
    }
}

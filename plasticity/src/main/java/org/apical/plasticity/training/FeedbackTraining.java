package org.apical.plasticity.training;

import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.SoundWeights;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.training.Training.Progress;

/** Feedback epochs: the forward weights rest, the feedback weights learn from noise, batch after batch. The order of samples depends on seed and epoch alone. */
public final class FeedbackTraining {
    private final FeedbackLearner learner;
    private final Epoch order;

    /** @param streams of their own, not those of {@link Training}: the order of samples has the same purpose there */
    public FeedbackTraining(FeedbackLearner learner, Samples samples, int batch, RandomStreams streams) {
        this(learner, samples, samples.size(), batch, streams);
    }

    /** @param shown samples that an epoch shows, drawn anew each time */
    public FeedbackTraining(FeedbackLearner learner, Samples samples, int shown, int batch, RandomStreams streams) {
        this.learner = learner;
        this.order = new Epoch(samples, shown, batch, streams);
    }

    /** Samples that an epoch shows. */
    public int shown() {
        return order.shown();
    }

    /**
     * One epoch.
     *
     * @param weights whose feedback weights are modified
     * @param optimiser of pre-training, or of the epochs between forward epochs
     * @param epoch number of the feedback epoch, from 0, pre-training and later ones counted on
     */
    public void epoch(NetworkWeights weights, FeedbackAdam optimiser, int epoch, Progress progress) {
        order.run(
                epoch,
                (batch, trial) -> {
                    optimiser.step(weights, learner.direction(weights, batch, trial));
                    SoundWeights.requireFeedback(learner.formulation(), weights);
                },
                progress);
    }
}

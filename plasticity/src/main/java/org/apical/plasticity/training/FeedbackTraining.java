package org.apical.plasticity.training;

import java.util.Arrays;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.SoundWeights;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.training.Training.Progress;

/** Feedback epochs: the forward weights rest, the feedback weights learn from noise, batch after batch. The order of samples depends on seed and epoch alone. */
public final class FeedbackTraining {
    private final FeedbackLearner learner;
    private final Samples samples;
    private final int shown;
    private final int batch;
    private final RandomStreams streams;

    /** @param streams of their own, not those of {@link Training}: the order of samples has the same purpose there */
    public FeedbackTraining(FeedbackLearner learner, Samples samples, int batch, RandomStreams streams) {
        this(learner, samples, samples.size(), batch, streams);
    }

    /** @param shown samples that an epoch shows, drawn anew each time */
    public FeedbackTraining(FeedbackLearner learner, Samples samples, int shown, int batch, RandomStreams streams) {
        Require.that(
                shown >= 1 && shown <= samples.size(),
                "FeedbackTraining.shown",
                "must be 1 .. " + samples.size(),
                shown);
        this.learner = learner;
        this.samples = samples;
        this.shown = shown;
        this.batch = Require.atLeast("FeedbackTraining.batch", batch, 1);
        this.streams = streams;
    }

    /** Samples that an epoch shows. */
    public int shown() {
        return shown;
    }

    /**
     * One epoch.
     *
     * @param weights whose feedback weights are modified
     * @param optimiser of pre-training, or of the epochs between forward epochs
     * @param epoch number of the feedback epoch, from 0, pre-training and later ones counted on
     */
    public void epoch(NetworkWeights weights, FeedbackAdam optimiser, int epoch, Progress progress) {
        int[] order = Training.order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
        for (int first = 0; first < shown; first += batch) {
            int size = Math.min(batch, shown - first);
            Samples chosen = samples.select(Arrays.copyOfRange(order, first, first + size));
            long trial = (long) epoch * shown + first;
            try {
                optimiser.step(weights, learner.direction(weights, chosen, trial));
                SoundWeights.requireFeedback(learner.formulation(), weights);
            } catch (DivergenceException e) {
                throw e.during(epoch + 1, first / batch + 1);
            }
            progress.samples(first + size);
        }
    }
}

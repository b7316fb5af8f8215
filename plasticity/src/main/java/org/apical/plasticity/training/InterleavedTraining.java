package org.apical.plasticity.training;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.optimiser.FeedbackAdam;

/** Forward epochs, and the feedback epochs before and between them. */
public final class InterleavedTraining {
    private final Training forward;
    private final FeedbackTraining feedback;
    private final FeedbackSchedule schedule;
    private final FeedbackAdam preTraining;
    private final FeedbackAdam between;

    public InterleavedTraining(
            NetworkDescription network, Training forward, FeedbackTraining feedback, FeedbackSchedule schedule) {
        this.forward = forward;
        this.feedback = feedback;
        this.schedule = schedule;
        this.preTraining = new FeedbackAdam(network, schedule.preTraining());
        this.between = new FeedbackAdam(network, schedule.between());
    }

    /** The feedback epochs before the first forward epoch; {@code weights} modified in their feedback. */
    public void preTrain(NetworkWeights weights) {
        preTrain(weights, done -> {});
    }

    /** The same; {@code progress} counts the samples of all these epochs. */
    public void preTrain(NetworkWeights weights, Training.Progress progress) {
        for (int k = 0; k < schedule.preTrainingEpochs(); k++) {
            int before = k * feedback.shown();
            feedback.epoch(weights, preTraining, k, done -> progress.samples(before + done));
        }
    }

    /**
     * A forward epoch and the feedback epochs that follow it.
     *
     * @param weights modified
     * @param epoch number of the forward epoch, from 0
     */
    public void epoch(NetworkWeights weights, int epoch, Training.Progress progress) {
        forward.epoch(weights, epoch, progress);
        int first = schedule.preTrainingEpochs() + epoch * schedule.epochsBetween();
        for (int k = 0; k < schedule.epochsBetween(); k++) {
            feedback.epoch(weights, between, first + k, done -> {});
        }
    }
}

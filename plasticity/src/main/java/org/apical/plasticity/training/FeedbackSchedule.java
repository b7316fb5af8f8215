package org.apical.plasticity.training;

import org.apical.neuron.parameter.Require;
import org.apical.plasticity.optimiser.AdamParams;

/**
 * When feedback weights learn (physics.md 8).
 *
 * @param preTrainingEpochs feedback epochs before the first forward epoch
 * @param epochsBetween feedback epochs after each forward epoch
 * @param preTraining optimiser of the former
 * @param between optimiser of the latter
 */
public record FeedbackSchedule(int preTrainingEpochs, int epochsBetween, AdamParams preTraining, AdamParams between) {
    public FeedbackSchedule {
        Require.atLeast("FeedbackSchedule.preTrainingEpochs", preTrainingEpochs, 0);
        Require.atLeast("FeedbackSchedule.epochsBetween", epochsBetween, 0);
    }
}

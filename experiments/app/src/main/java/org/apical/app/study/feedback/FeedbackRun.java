package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learners;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.training.Samples;

/**
 * How feedback weights that start anywhere come to meet the conditions of the theory, forward weights at rest: pre-training, measured after each epoch; in one phase towards the published
 * nudge, from when control has settled on. The rate falls linearly to zero, so that the noise of the rule averages out.
 */
record FeedbackRun(Formulations formulations, Form form, AlignmentProbe probe, RandomStreams streams) {
    private static final int LANES_PER_BLOCK = 64;

    /**
     * Trains, and returns the measures before the first and after each epoch.
     *
     * @param weights whose feedback weights are modified
     */
    List<Alignment> run(NetworkWeights weights, Samples samples, LaneBlocks threads) {
        List<Alignment> measured = new ArrayList<>();
        new TrainingRun(formulations, formulations.of(form), new Task(samples, samples), threads)
                .withFeedback(new Learners.FeedbackBlocks(streams, LANES_PER_BLOCK))
                .preTrain(weights, new TrainingRun.Observer() {
                    @Override
                    public void feedbackEpoch(int epochs, NetworkWeights live) {
                        measured.add(probe.measure(live));
                    }
                });
        return measured;
    }
}

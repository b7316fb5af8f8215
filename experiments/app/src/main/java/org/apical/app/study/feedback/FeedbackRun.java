package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Clock;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.TargetPhase;

/**
 * How feedback weights that start anywhere come to meet the conditions of the theory, forward weights at rest: pre-training, measured after each epoch; in one phase towards the published
 * nudge, from when control has settled on. The rate falls linearly to zero, so that the noise of the rule averages out.
 */
final class FeedbackRun {
    private static final int LANES_PER_BLOCK = 64;
    private static final double STEPSIZE = 0.05;

    private final Formulations formulations;
    private final Form form;
    private final AlignmentProbe probe;
    private final RandomStreams streams;

    FeedbackRun(Formulations formulations, Form form, AlignmentProbe probe, RandomStreams streams) {
        this.formulations = formulations;
        this.form = form;
        this.probe = probe;
        this.streams = streams;
    }

    /**
     * Trains, and returns the measures before the first and after each epoch.
     *
     * @param weights whose feedback weights are modified
     */
    List<Alignment> run(NetworkWeights weights, Regression task, LaneBlocks threads) {
        LearnedFeedback learned =
                formulations.experiment().learning().feedback().learned().orElseThrow();
        Samples samples = task.samples();
        TrainingRun described =
                new TrainingRun(formulations, formulations.of(form), new Task(samples, samples), threads);
        Formulation noisy = described.feedbackFormulation(learned);
        Timing timing = noisy.timing();
        TargetPhase target = learned.phases() == Phases.TWO
                ? TargetPhase.ownOutput()
                : new TargetPhase(task.nudge(STEPSIZE), Clock.steps("onsetMs", learned.onsetMs(), timing.dtMs()));
        FeedbackLearner learner = new FeedbackLearner(
                        noisy.withTiming(timing.withSteps(
                                timing.freeSteps(), timing.warmupSteps(), timing.steps() + target.onset())),
                        described.feedbackRule(learned),
                        LANES_PER_BLOCK,
                        threads,
                        streams)
                .towards(target);
        int batch = learned.batch().orElseThrow();
        FeedbackTraining training = new FeedbackTraining(learner, samples, batch, streams);
        int epochs = learned.preTrainingEpochs();
        long updates = (long) epochs * ((samples.size() + batch - 1) / batch);
        FeedbackAdam optimiser = new FeedbackAdam(formulations.network(), learned.preTraining(updates));
        List<Alignment> measured = new ArrayList<>();
        measured.add(probe.measure(weights));
        for (int epoch = 0; epoch < epochs; epoch++) {
            training.epoch(weights, optimiser, epoch, done -> {});
            measured.add(probe.measure(weights));
        }
        return measured;
    }
}

package org.apical.app.study.feedback;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.AntiHebbianParams;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.TargetPhase;

/** How feedback weights that start anywhere come to meet the conditions of the theory, forward weights at rest: pre-training, measured after each epoch. */
final class FeedbackRun {
    private static final int LANES_PER_BLOCK = 64;
    private static final double BETA = 0.99;

    private final Formulation quiet;
    private final Settings settings;
    private final AlignmentProbe probe;
    private final RandomStreams streams;
    private final MatrixProduct product;

    /**
     * Settings of a study. Adam with beta2 = 0.99 (physics.md 8); its rate falls linearly to zero, so that the noise of the rule averages out.
     *
     * @param lagFactor weight of what noise says of a layer, once for each layer above it ({@link AntiHebbianParams})
     * @param learningRate eta of the first step, dimensionless
     * @param momentum beta1; 1 / (1 - beta1) steps are to be fewer than Q takes to settle, or Q swings about where it settles
     * @param batch samples of a batch
     */
    record Settings(
            FeedbackNoise noise,
            double lagFactor,
            FeedbackPhases phases,
            double learningRate,
            double momentum,
            int batch,
            int epochs) {
        Settings {
            Require.positive("Settings.lagFactor", lagFactor, "(dimensionless)");
            Require.positive("Settings.learningRate", learningRate, "(dimensionless)");
            Require.that(momentum >= 0 && momentum < 1, "Settings.momentum", "must be in [0, 1)", momentum);
            Require.atLeast("Settings.batch", batch, 1);
            Require.atLeast("Settings.epochs", epochs, 1);
        }
    }

    /** @param quiet F1, F2 or F3 without noise */
    FeedbackRun(
            Formulation quiet, Settings settings, AlignmentProbe probe, RandomStreams streams, MatrixProduct product) {
        this.quiet = quiet;
        this.settings = settings;
        this.probe = probe;
        this.streams = streams;
        this.product = product;
    }

    /**
     * Trains, and returns the measures before the first and after each epoch.
     *
     * @param weights whose feedback weights are modified
     */
    List<Alignment> run(NetworkWeights weights, Regression task, LaneBlocks threads) {
        Timing timing = quiet.timing();
        double dtMs = timing.dtMs();
        FeedbackPhases phases = settings.phases();
        AntiHebbianParams rule = phases.reading(settings.noise().rule(dtMs)).withLagFactor(settings.lagFactor());
        TargetPhase target = phases.target(task, dtMs);
        Formulation longer = quiet.withTiming(
                timing.withSteps(timing.freeSteps(), timing.warmupSteps(), timing.steps() + target.onset()));
        FeedbackLearner learner = new FeedbackLearner(
                        settings.noise().in(longer),
                        new AntiHebbianFeedback(rule, product),
                        LANES_PER_BLOCK,
                        threads,
                        streams)
                .towards(target);
        Samples samples = task.samples();
        FeedbackTraining training = new FeedbackTraining(learner, samples, settings.batch(), streams);
        long batches = (long) settings.epochs() * ((samples.size() + settings.batch() - 1) / settings.batch());
        LearningRate falling = new LearningRate.LinearDecay(settings.learningRate(), batches);
        FeedbackAdam optimiser = new FeedbackAdam(quiet.network(), new AdamParams(falling, settings.momentum(), BETA));
        List<Alignment> measured = new ArrayList<>();
        measured.add(probe.measure(weights));
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            training.epoch(weights, optimiser, epoch, done -> {});
            measured.add(probe.measure(weights));
        }
        return measured;
    }
}

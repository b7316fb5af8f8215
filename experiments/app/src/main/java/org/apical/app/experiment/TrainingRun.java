package org.apical.app.experiment;

import java.util.Arrays;
import java.util.Optional;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.WeightDecay;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.FeedbackTraining;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/**
 * An experiment that learns under one formulation, from its first weights to its last epoch: feedback epochs before and between forward epochs, where feedback learns. Same
 * seed: same first weights, samples and order of samples under every formulation.
 */
public final class TrainingRun {
    /** Samples that are simulated side by side. */
    private static final int LANES_PER_BLOCK = 16;

    private final Experiment experiment;
    private final Formulations formulations;
    private final Formulation quiet;
    private final Formulation formulation;
    private final Task task;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final RandomStreams feedbackStreams;
    private double seconds;

    /** Watches a run. */
    public interface Observer {
        /** Nothing is watched. */
        Observer NONE = new Observer() {};

        /** Feedback is to learn from so many presentations before the first forward epoch. */
        default void preTraining(long presentations) {}

        /** So many presentations have been learned from since {@link #preTraining}, or in all forward epochs. */
        default void progress(long done) {}

        /** So many forward epochs have ended, 0: learning begins; the weights are live. */
        default void epoch(int epochs, NetworkWeights weights) {}
    }

    /** @param task the samples of the experiment */
    public TrainingRun(Formulations formulations, Formulation formulation, Task task, LaneBlocks threads) {
        this(formulations, formulation, formulation, task, threads);
    }

    /**
     * With something between the formulation and the one that forward weights learn under, such as noise.
     *
     * @param quiet under which feedback learns
     */
    public TrainingRun(
            Formulations formulations, Formulation quiet, Formulation formulation, Task task, LaneBlocks threads) {
        this.experiment = formulations.experiment();
        this.formulations = formulations;
        this.quiet = quiet;
        this.formulation = formulation;
        this.task = task;
        this.threads = threads;
        this.streams = new RandomStreams(experiment.seed());
        this.feedbackStreams = feedbackStreams(experiment.seed());
    }

    /** The order of samples has the same purpose in forward and feedback epochs, which therefore draw from roots of their own. */
    private static RandomStreams feedbackStreams(long seed) {
        return new RandomStreams(
                new RandomStreams(seed).stream(Purpose.FEEDBACK_WEIGHTS, -1).nextLong());
    }

    /** Weights before anything is learned. */
    public NetworkWeights initial() {
        NetworkWeights weights = NetworkWeights.drawForward(network(), streams);
        experiment.learning().feedback().enter(weights, network(), streams);
        return weights;
    }

    private NetworkDescription network() {
        return formulations.network();
    }

    /** What forward weights learn under. */
    public Formulation formulation() {
        return formulation;
    }

    /** Random numbers of everything but learning of feedback. */
    public RandomStreams streams() {
        return streams;
    }

    /** Random numbers of what feedback learns from. */
    public RandomStreams feedbackRandom() {
        return feedbackStreams;
    }

    /** Wall time of learning so far, tests apart (s). */
    public double seconds() {
        return seconds;
    }

    private Learner learner(Formulation under) {
        Learning learning = experiment.learning();
        Learner learner = new Learner(
                        under, formulations.rule(under), learning.target()::of, LANES_PER_BLOCK, threads, streams)
                .lateral(formulations.lateralRule(under));
        return learning.update() == Learning.Update.END ? learner.learningFromLast(1) : learner;
    }

    /** The update that the first batch of the first epoch asks for. */
    public WeightUpdate firstUpdate(NetworkWeights weights) {
        return firstUpdate(weights, formulation);
    }

    /** The same under another formulation. */
    public WeightUpdate firstUpdate(NetworkWeights weights, Formulation under) {
        return learner(under).update(weights, firstBatch(), Phase.TRAINING, 0);
    }

    /** The samples of that batch. */
    public Samples firstBatch() {
        int[] order = Training.order(task.train().size(), streams.stream(Purpose.SAMPLE_ORDER, 0));
        int size = Math.min(experiment.learning().batch(), order.length);
        return task.train().select(Arrays.copyOf(order, size));
    }

    /** Share of held-out samples classified correctly. */
    public double accuracy(NetworkWeights weights) {
        return learner(formulations.reading(formulation)).accuracy(weights, task.test(), 0);
    }

    private Optimiser optimiser() {
        return experiment.learning().feedback().optimiser(this::plainOptimiser, network());
    }

    private Optimiser plainOptimiser() {
        Learning learning = experiment.learning();
        Optimiser optimiser = learning.optimiser()
                .optimiser(network(), learning.updates(task.train().size()));
        if (learning.clip().isPresent()) {
            optimiser = new Clipped(optimiser, network(), learning.clip().get());
        }
        return learning.weightDecay().isPresent()
                ? new WeightDecay(optimiser, network(), learning.weightDecay().get())
                : optimiser;
    }

    /** The formulation that feedback learns under in a phase of its own: noise, its own law of control, its own duration. */
    public Formulation feedbackFormulation(LearnedFeedback learned) {
        Formulation meanwhile = quiet.withController(learned.controller(quiet.controller()));
        if (learned.presentationMs().isPresent()) {
            Clock clock = experiment.timing();
            int steps =
                    1 + Clock.steps("presentationMs", learned.presentationMs().get(), clock.dtMs());
            meanwhile = meanwhile.withTiming(meanwhile
                    .timing()
                    .withSteps(
                            meanwhile.timing().freeSteps(), meanwhile.timing().warmupSteps(), steps));
        }
        return learned.noisy(meanwhile);
    }

    /** The rule of the apical synapses. */
    public FeedbackRule feedbackRule(LearnedFeedback learned) {
        return learned.rule(quiet, formulations.product());
    }

    private Optional<FeedbackTraining> feedback() {
        return experiment.learning().feedback().learned().map(learned -> {
            int samples = task.train().size();
            return new FeedbackTraining(
                    new FeedbackLearner(
                            feedbackFormulation(learned),
                            feedbackRule(learned),
                            LANES_PER_BLOCK,
                            threads,
                            feedbackStreams),
                    task.train(),
                    Math.min(samples, learned.samples().orElse(samples)),
                    learned.batch().orElse(experiment.learning().batch()),
                    feedbackStreams);
        });
    }

    /**
     * Feedback epochs before the first forward epoch, where feedback learns.
     *
     * @param weights modified in their feedback
     */
    public void preTrain(NetworkWeights weights, Observer observer) {
        feedback().ifPresent(training -> {
            LearnedFeedback learned = experiment.learning().feedback().learned().orElseThrow();
            int epochs = learned.preTrainingEpochs();
            int batch = learned.batch().orElse(experiment.learning().batch());
            long updates = (long) epochs * ((training.shown() + batch - 1) / batch);
            FeedbackAdam optimiser = new FeedbackAdam(network(), learned.preTraining(updates));
            observer.preTraining((long) epochs * training.shown());
            long start = System.nanoTime();
            for (int epoch = 0; epoch < epochs; epoch++) {
                long before = (long) epoch * training.shown();
                training.epoch(weights, optimiser, epoch, done -> observer.progress(before + done));
            }
            seconds += since(start);
        });
    }

    /**
     * All forward epochs, and the feedback epochs between them.
     *
     * @param weights modified
     * @throws org.apical.network.divergence.DivergenceException if a presentation diverges
     */
    public void learn(NetworkWeights weights, Observer observer) {
        Learning learning = experiment.learning();
        int samples = task.train().size();
        Training forward = new Training(learner(formulation), optimiser(), task.train(), learning.batch(), streams);
        Between between = learning.feedback().learned().map(this::between).orElse((w, epoch) -> {});
        observer.epoch(0, weights);
        for (int epoch = 0; epoch < learning.epochs(); epoch++) {
            long before = (long) epoch * samples;
            long start = System.nanoTime();
            forward.epoch(weights, epoch, done -> observer.progress(before + done));
            between.epochs(weights, epoch);
            seconds += since(start);
            observer.epoch(epoch + 1, weights);
        }
    }

    /** What feedback does after a forward epoch. */
    @FunctionalInterface
    private interface Between {
        void epochs(NetworkWeights weights, int epoch);
    }

    private Between between(LearnedFeedback learned) {
        FeedbackTraining training = feedback().orElseThrow();
        FeedbackAdam optimiser = new FeedbackAdam(network(), learned.between());
        return (weights, epoch) -> {
            int first = learned.preTrainingEpochs() + epoch * learned.epochsBetween();
            for (int k = 0; k < learned.epochsBetween(); k++) {
                training.epoch(weights, optimiser, first + k, done -> {});
            }
        };
    }

    private static double since(long start) {
        return 1e-9 * (System.nanoTime() - start);
    }
}

package org.apical.app.experiment;

import java.util.Arrays;
import java.util.Optional;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.task.Task;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.WeightDecay;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.training.AdaptiveLearner;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.OnePhaseLearner;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.TargetPhase;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/**
 * An experiment that learns under one formulation, from its first weights to its last epoch: feedback epochs before and between forward epochs, where feedback learns. Same
 * seed: same first weights, samples and order of samples under every formulation.
 */
public class TrainingRun {
    /** Most samples that are simulated side by side. */
    public static final int LANES = 16;

    /** The same of steady states that are computed. */
    private static final int ANALYTIC_LANES = 32;

    private final Experiment experiment;
    private final Formulations formulations;
    private final Formulation quiet;
    private final Formulation formulation;
    private final Task task;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final FeedbackBlocks feedbackBlocks;
    private FeedbackLearner feedbackLearner;
    /** What it goes through, made when first asked for: feedback epochs before, forward epochs, feedback epochs between. */
    private Optional<Training> before;

    private Training forward;
    private Optional<Training> between;
    private double seconds;

    /** Watches a run; {@link Training.Observer} of its forward epochs. */
    public interface Observer extends Training.Observer {
        /** Nothing is watched. */
        Observer NONE = new Observer() {};

        /** Feedback is to learn from so many presentations before the first forward epoch; they count as progress. */
        default void preTraining(long presentations) {}

        /** So many feedback epochs of these have ended, 0: they begin; the weights are live. */
        default void feedbackEpoch(int epochs, NetworkWeights weights) {}
    }

    /**
     * How feedback learns.
     *
     * @param streams of its noise and of the order of its samples
     * @param lanes samples that are simulated side by side
     */
    public record FeedbackBlocks(RandomStreams streams, int lanes) {
        /** The order of samples has the same purpose in forward and feedback epochs, which therefore draw from roots of their own. */
        static FeedbackBlocks of(long seed) {
            return new FeedbackBlocks(
                    new RandomStreams(new RandomStreams(seed)
                            .stream(Purpose.FEEDBACK_WEIGHTS, -1).nextLong()),
                    LANES);
        }
    }

    /** @param task the samples of the experiment */
    public TrainingRun(Formulations formulations, Formulation formulation, Task task, LaneBlocks threads) {
        this(formulations, formulation, formulation, task, threads);
    }

    /**
     * With something between the formulation and the one that forward weights learn under, such as noise.
     *
     * @param quiet under which feedback learns in a phase of its own
     */
    public TrainingRun(
            Formulations formulations, Formulation quiet, Formulation formulation, Task task, LaneBlocks threads) {
        this(
                formulations,
                quiet,
                formulation,
                task,
                threads,
                FeedbackBlocks.of(formulations.experiment().seed()));
    }

    private TrainingRun(
            Formulations formulations,
            Formulation quiet,
            Formulation formulation,
            Task task,
            LaneBlocks threads,
            FeedbackBlocks feedbackBlocks) {
        this.experiment = formulations.experiment();
        this.formulations = formulations;
        this.quiet = quiet;
        this.formulation = formulation;
        this.task = task;
        this.threads = threads;
        this.streams = new RandomStreams(experiment.seed());
        this.feedbackBlocks = feedbackBlocks;
    }

    /** The same with other random numbers of what feedback learns from, in other blocks. */
    public TrainingRun withFeedback(FeedbackBlocks other) {
        return new TrainingRun(formulations, quiet, formulation, task, threads, other);
    }

    /** Weights before anything is learned. */
    public NetworkWeights initial() {
        return formulations.initial();
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
        return feedbackBlocks.streams();
    }

    /** Wall time of learning so far, tests apart (s). */
    public double seconds() {
        return seconds;
    }

    private Learner learner(Formulation under) {
        Learning learning = experiment.learning();
        Learner learner = new Learner(under, formulations.rule(under), learning.target(), LANES, threads, streams)
                .lateral(formulations.lateralRule(under));
        if (learning.update() == Learning.Update.END) {
            return learner.learningFromLast(1);
        }
        return learning.fromMs()
                .map(ms -> learner.learningFromLast(window(under, ms)))
                .orElse(learner);
    }

    /** Steps of a presentation from a time on. */
    private int window(Formulation under, double fromMs) {
        int before = Grid.steps("learning.fromMs", fromMs, experiment.timing().dtMs());
        return under.timing().freeSteps() + under.timing().steps() - before;
    }

    /** The update that the first batch of the first epoch asks for. */
    public WeightUpdate firstUpdate(NetworkWeights weights) {
        return firstUpdate(weights, formulation);
    }

    /** The same under another formulation. */
    public WeightUpdate firstUpdate(NetworkWeights weights, Formulation under) {
        return signal(under).direction(weights, firstBatch(), 0);
    }

    /** The samples of that batch. */
    public Samples firstBatch() {
        int[] order = Training.order(task.train().size(), streams.stream(Purpose.SAMPLE_ORDER, 0));
        int size = Math.min(experiment.learning().batch(), order.length);
        return task.train().select(Arrays.copyOf(order, size));
    }

    /** Score on the held-out samples. */
    public double score(NetworkWeights weights) {
        return score(weights, task.test());
    }

    /** Score on other samples of the same kind: {@link Task#score} says what it is. */
    public double score(NetworkWeights weights, SampleSet samples) {
        return task.score().of(outputs(weights, samples), samples);
    }

    /** Outputs without feedback, [sample][output]. */
    public double[][] outputs(NetworkWeights weights, SampleSet samples) {
        return learner(formulations.reading(formulation)).freeOutputs(weights, samples, Phase.TEST, 0);
    }

    private Optimiser optimiser() {
        Optimiser optimiser = experiment.learning().feedback().optimiser(this::plainOptimiser, network());
        return loopGain().map(bound -> optimiser.then(bound::apply)).orElse(optimiser);
    }

    private Optional<LoopGainBound> loopGain() {
        return experiment.learning().loopGain().map(bound -> new LoopGainBound(network(), bound, task.train()));
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
                    1 + Grid.steps("presentationMs", learned.presentationMs().get(), clock.dtMs());
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

    /** What the output is driven to while feedback learns, and when it begins to. */
    private TargetPhase targetPhase(LearnedFeedback learned) {
        return learned.phases() == Phases.TWO
                ? TargetPhase.ownOutput()
                : new TargetPhase(
                        experiment.learning().target(),
                        Grid.steps(
                                "onsetMs",
                                learned.onsetMs(),
                                experiment.timing().dtMs()));
    }

    /** Feedback epochs, forward weights at rest. */
    public Training feedback(LearnedFeedback learned, AdamParams optimiser) {
        if (feedbackLearner == null) {
            feedbackLearner = new FeedbackLearner(
                            feedbackFormulation(learned),
                            feedbackRule(learned),
                            feedbackBlocks.lanes(),
                            threads,
                            feedbackBlocks.streams())
                    .towards(targetPhase(learned));
        }
        return new Training(
                BatchStep.feedback(feedbackLearner, new FeedbackAdam(network(), optimiser)),
                task.train(),
                learned.shown(task.train().size()),
                learned.batch(experiment.learning()),
                feedbackBlocks.streams());
    }

    private void prepare() {
        if (forward != null) {
            return;
        }
        Learning learning = experiment.learning();
        Optional<LearnedFeedback> learned = learning.feedback().learned();
        before = learned.map(l -> {
            int batches = Training.batches(l.shown(task.train().size()), l.batch(learning));
            return feedback(l, l.preTraining((long) l.preTrainingEpochs() * batches));
        });
        forward = new Training(forwardStep(learned), task.train(), learning.batch(), streams);
        between = learned.filter(l -> l.epochsBetween() > 0).map(l -> feedback(l, l.between()));
    }

    /**
     * Shows where learning stands, modified where it is put back; weights are the caller's. With it put back before {@link #preTrain} and {@link #learn} are called, these go on from there, and what has
     * been watched before is not watched again.
     */
    public void state(StateVisitor visitor) {
        prepare();
        before.ifPresent(training -> training.state(visitor.in("before")));
        forward.state(visitor.in("forward"));
        between.ifPresent(training -> training.state(visitor.in("between")));
        double[] time = {seconds};
        visitor.numbers("seconds", time);
        seconds = time[0];
    }

    /**
     * Feedback epochs before the first forward epoch, where feedback learns.
     *
     * @param weights modified in their feedback
     */
    public void preTrain(NetworkWeights weights, Observer observer) {
        prepare();
        experiment.learning().feedback().learned().ifPresent(learned -> {
            int epochs = learned.preTrainingEpochs();
            observer.preTraining((long) epochs * learned.shown(task.train().size()));
            before.orElseThrow()
                    .epochs(
                            weights,
                            0,
                            epochs,
                            timed(observer.atEpochs((live, done) -> observer.feedbackEpoch(done, live))));
        });
    }

    /**
     * All forward epochs, and the feedback epochs between them.
     *
     * @param weights modified
     * @throws org.apical.network.divergence.DivergenceException if a presentation diverges
     */
    public void learn(NetworkWeights weights, Observer observer) {
        prepare();
        if (!forward.begun()) {
            loopGain().ifPresent(bound -> bound.apply(weights));
        }
        Training.Observer timed = timed(observer);
        forward.epochs(
                weights,
                0,
                experiment.learning().epochs(),
                between.map(feedback -> between(feedback, timed)).orElse(timed));
    }

    private BatchStep forwardStep(Optional<LearnedFeedback> learned) {
        return learned.filter(l -> l.phases() == Phases.ONE)
                .map(l -> BatchStep.onePhase(
                        new OnePhaseLearner(
                                l.noisy(formulation),
                                formulations.rule(formulation),
                                formulations.lateralRule(formulation),
                                l.rule(formulation, formulations.product()),
                                targetPhase(l),
                                LANES,
                                threads,
                                streams),
                        optimiser(),
                        new FeedbackAdam(network(), l.between())))
                .orElseGet(() -> BatchStep.forward(formulation, signal(formulation), optimiser()));
    }

    /** Where directions come from: presentations that are stepped or, where they are a differential equation, integrated; or steady states that are computed. */
    private ForwardSignal signal(Formulation under) {
        Learning learning = experiment.learning();
        if (learning.method().way().isPresent()) {
            return new GradientSignal(
                    network(),
                    Descent.towards(learning.target()),
                    learning.method().way().get(),
                    formulations.product());
        }
        Learning.Update update = learning.update();
        if (update.computed()) {
            return new AnalyticSignal(formulations, ANALYTIC_LANES, threads);
        }
        Read read = update == Learning.Update.END ? Read.END : Read.AVERAGE;
        return experiment
                .timing()
                .integration()
                .adaptive(read)
                .filter(params -> under.differential().isPresent())
                .<ForwardSignal>map(params -> new AdaptiveLearner(under, params, learning.target(), LANES, threads))
                .orElseGet(() -> learner(under));
    }

    /** Feedback epochs after every forward epoch, before it counts as ended. */
    private Training.Observer between(Training feedback, Training.Observer observer) {
        LearnedFeedback learned = experiment.learning().feedback().learned().orElseThrow();
        Training.Observer resting = new Training.Observer() {
            @Override
            public void atRest() {
                observer.atRest();
            }
        };
        return observer.atEpochs((weights, epochs) -> {
            if (epochs > 0) {
                int first = learned.preTrainingEpochs() + (epochs - 1) * learned.epochsBetween();
                feedback.epochs(weights, first, learned.epochsBetween(), resting);
            }
            observer.epoch(epochs, weights);
        });
    }

    /** The observer, whose own time is none of learning. */
    private Training.Observer timed(Training.Observer observer) {
        long[] start = {System.nanoTime()};
        return new Training.Observer() {
            private void apart(Runnable watching) {
                seconds += 1e-9 * (System.nanoTime() - start[0]);
                watching.run();
                start[0] = System.nanoTime();
            }

            @Override
            public void progress(long done) {
                observer.progress(done);
            }

            @Override
            public void epoch(int epochs, NetworkWeights weights) {
                apart(() -> observer.epoch(epochs, weights));
            }

            @Override
            public void atRest() {
                apart(observer::atRest);
            }
        };
    }
}

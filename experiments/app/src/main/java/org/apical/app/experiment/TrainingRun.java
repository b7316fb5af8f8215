package org.apical.app.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.experiment.Learners.Part;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.FeedbackAdam;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.WeightDecay;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.BlockLearner;
import org.apical.plasticity.training.BlockSignal;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.OnePhaseLearner;
import org.apical.plasticity.training.RemoteBlocks;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/**
 * An experiment that learns under one formulation, from its first weights to its last epoch: feedback epochs before and between forward epochs, where feedback learns. Same
 * seed: same first weights, samples and order of samples under every formulation.
 */
public class TrainingRun {
    private final Experiment experiment;
    private final Formulations formulations;
    private final Task task;
    private final Learners learners;
    private final RandomStreams streams;
    private final Function<Part, Optional<RemoteBlocks>> elsewhere;
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

    /** Where batches of an experiment are learned from, if not on threads of this process. */
    @FunctionalInterface
    public interface Elsewhere {
        /**
         * Where one part of one formulation learns.
         *
         * @param beside what the controller of the formulation shows of itself: what it has there is put back beside what it has here
         */
        RemoteBlocks of(Form form, Part part, Consumer<StateVisitor> beside);
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
        this(formulations, task, new Learners(formulations, quiet, formulation, threads), part -> Optional.empty());
    }

    private TrainingRun(
            Formulations formulations, Task task, Learners learners, Function<Part, Optional<RemoteBlocks>> elsewhere) {
        this.experiment = formulations.experiment();
        this.formulations = formulations;
        this.task = task;
        this.learners = learners;
        this.streams = learners.streams();
        this.elsewhere = elsewhere;
    }

    /** The same with other random numbers of what feedback learns from, in other blocks. */
    public TrainingRun withFeedback(Learners.FeedbackBlocks other) {
        return new TrainingRun(
                formulations,
                task,
                new Learners(formulations, learners.quiet(), formulation(), learners.threads(), other),
                elsewhere);
    }

    /** The same, but batches are learned from elsewhere, where somewhere else is given; tests stay here. */
    public TrainingRun elsewhere(Function<Part, Optional<RemoteBlocks>> other) {
        return new TrainingRun(formulations, task, learners, other);
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
        return learners.formulation();
    }

    /** What is learned from, and held out. */
    public Task task() {
        return task;
    }

    /** Random numbers of everything but learning of feedback. */
    public RandomStreams streams() {
        return streams;
    }

    /** Random numbers of what feedback learns from. */
    public RandomStreams feedbackRandom() {
        return learners.feedbackBlocks().streams();
    }

    /** Wall time of learning so far, tests apart (s). */
    public double seconds() {
        return seconds;
    }

    /** The update that the first batch of the first epoch asks for. */
    public WeightUpdate firstUpdate(NetworkWeights weights) {
        return signal().direction(weights, firstBatch(), 0);
    }

    /** The same under another formulation. */
    public WeightUpdate firstUpdate(NetworkWeights weights, Formulation under) {
        return learners.direction(under).direction(weights, firstBatch(), 0);
    }

    /** Steps in which activity settles until that update, of a sample, the mean; 0 where none has to, or where they are those of time. */
    public double settlingSteps(NetworkWeights weights) {
        ForwardSignal signal = signal();
        signal.direction(weights, firstBatch(), 0);
        return signal.settlingSteps();
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
        return learners.outputs(weights, samples);
    }

    /** What turns directions of the forward weights into steps. */
    protected Optimiser optimiser() {
        Learning learning = experiment.learning();
        Optimiser optimiser = learning.method()
                .optimiser(() -> learning.feedback().optimiser(this::plainOptimiser, network()), network());
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

    /** The formulation that feedback learns under in a phase of its own: noise, its own law of control, its own duration and somatic time constant. */
    public Formulation feedbackFormulation(LearnedFeedback learned) {
        return learners.feedbackFormulation(learned);
    }

    /** The rule of the apical synapses. */
    public FeedbackRule feedbackRule(LearnedFeedback learned) {
        return learners.feedbackRule(learned);
    }

    private void placed(Part part, BlockLearner blocks) {
        elsewhere.apply(part).ifPresent(blocks::elsewhere);
    }

    /** The theory that forward weights learn by, where that is another one than control. */
    public Optional<SynapticTheory> theory() {
        return learners.reference();
    }

    private ForwardSignal signal() {
        Optional<SynapticTheory> theory = theory();
        if (theory.isPresent()) {
            return theory.get();
        }
        BlockSignal signal = learners.signal(formulation());
        placed(Part.FORWARD, signal.blocks());
        return signal;
    }

    /** Feedback epochs, forward weights at rest. */
    public Training feedback(LearnedFeedback learned, AdamParams optimiser) {
        if (feedbackLearner == null) {
            feedbackLearner = learners.feedback(learned);
            placed(Part.FEEDBACK, feedbackLearner.blocks());
        }
        return new Training(
                BatchStep.feedback(feedbackLearner, new FeedbackAdam(network(), optimiser)),
                task.train(),
                learned.shown(task.train().size()),
                learned.batch(experiment.learning()),
                feedbackRandom());
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
                .map(l -> {
                    OnePhaseLearner learner = learners.onePhase(l);
                    placed(Part.ONE_PHASE, learner.blocks());
                    return BatchStep.onePhase(learner, optimiser(), new FeedbackAdam(network(), l.between()));
                })
                .orElseGet(() -> BatchStep.forward(formulation(), signal(), optimiser()));
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

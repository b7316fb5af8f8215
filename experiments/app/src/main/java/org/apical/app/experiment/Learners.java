package org.apical.app.experiment;

import java.util.Optional;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.reference.SteadyStateSignal;
import org.apical.plasticity.reference.SteadyStateSignal.Kind;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.training.AdaptiveLearner;
import org.apical.plasticity.training.BlockLearner;
import org.apical.plasticity.training.BlockSignal;
import org.apical.plasticity.training.FeedbackLearner;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.OnePhaseLearner;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.TargetPhase;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;

/**
 * The one place that makes what learns from batches of an experiment under a formulation. What is made of the same description learns the same from a block, wherever it is made.
 *
 * @param quiet under which feedback learns in a phase of its own
 * @param formulation under which forward weights learn
 * @param threads of what is not done elsewhere
 */
public record Learners(
        Formulations formulations,
        Formulation quiet,
        Formulation formulation,
        LaneBlocks threads,
        FeedbackBlocks feedbackBlocks) {
    /** Most samples that are simulated side by side. */
    public static final int LANES = 16;

    /** The same of steady states that are computed. */
    private static final int ANALYTIC_LANES = 32;

    /** What learns from batches. */
    public enum Part {
        /** Forward weights. */
        FORWARD,
        /** Feedback weights, in a phase of their own. */
        FEEDBACK,
        /** Both at once. */
        ONE_PHASE
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

    /** As the seed of the experiment has them. */
    public Learners(Formulations formulations, Formulation quiet, Formulation formulation, LaneBlocks threads) {
        this(
                formulations,
                quiet,
                formulation,
                threads,
                FeedbackBlocks.of(formulations.experiment().seed()));
    }

    /** Learns from single blocks. */
    public BlockLearner blocks(Part part) {
        return switch (part) {
            case FORWARD -> signal(formulation).blocks();
            case FEEDBACK -> feedback(learned()).blocks();
            case ONE_PHASE -> onePhase(learned()).blocks();
        };
    }

    private Experiment experiment() {
        return formulations.experiment();
    }

    private LearnedFeedback learned() {
        return experiment().learning().feedback().learned().orElseThrow();
    }

    /** Random numbers of everything but learning of feedback. */
    RandomStreams streams() {
        return new RandomStreams(experiment().seed());
    }

    Learner learner(Formulation under) {
        Learning learning = experiment().learning();
        Learner learner = new Learner(under, formulations.rule(under), learning.target(), LANES, threads, streams())
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
        int before = Grid.steps("learning.fromMs", fromMs, experiment().timing().dtMs());
        return under.timing().freeSteps() + under.timing().steps() - before;
    }

    /** Where directions come from: a reference, or {@link #signal}. */
    ForwardSignal direction(Formulation under) {
        return reference().<ForwardSignal>map(theory -> theory).orElseGet(() -> signal(under));
    }

    /** Directions of another method than control, where the experiment learns by one; whole batches at once. */
    Optional<SynapticTheory> reference() {
        return experiment().learning().method().signal(place());
    }

    private LearningMethod.Place place() {
        return new LearningMethod.Place(
                formulations.network(), experiment().learning().target(), streams(), formulations.product());
    }

    /** Outputs without feedback of control, [sample][output]; where the method says so, of its own free state. */
    double[][] outputs(NetworkWeights weights, SampleSet samples) {
        return experiment()
                .learning()
                .method()
                .outputs(place())
                .map(outputs -> outputs.of(weights, samples))
                .orElseGet(
                        () -> learner(formulations.reading(formulation)).freeOutputs(weights, samples, Phase.TEST, 0));
    }

    /** Where directions under control come from: presentations that are stepped or, where they are a differential equation, integrated; or steady states that are computed. */
    BlockSignal signal(Formulation under) {
        Learning.Update update = experiment().learning().update();
        if (update.computed()) {
            return steady(update == Learning.Update.STEADY ? Kind.NEWTON : Kind.ANALYTIC);
        }
        Read read = update == Learning.Update.END ? Read.END : Read.AVERAGE;
        return experiment()
                .timing()
                .integration()
                .adaptive(read)
                .filter(params -> under.differential().isPresent())
                .<BlockSignal>map(params -> new AdaptiveLearner(
                        under, params, experiment().learning().target(), LANES, threads))
                .orElseGet(() -> learner(under));
    }

    /** Directions at the steady state by dendritic prediction; {@link SteadyStateSignal} of another width of blocks has the same bits. */
    private SteadyStateSignal steady(Kind kind) {
        double alpha = formulations.controller().law().orElseThrow().steadyLeakAlpha();
        return new SteadyStateSignal(
                formulations.network(),
                new SteadyStateSignal.Reading(alpha, experiment().learning().target(), kind, Error.RATE),
                formulations.product(),
                ANALYTIC_LANES,
                threads,
                unsettled -> {});
    }

    FeedbackLearner feedback(LearnedFeedback learned) {
        return new FeedbackLearner(
                        feedbackFormulation(learned),
                        feedbackRule(learned),
                        feedbackBlocks.lanes(),
                        threads,
                        feedbackBlocks.streams())
                .towards(targetPhase(learned));
    }

    OnePhaseLearner onePhase(LearnedFeedback learned) {
        return new OnePhaseLearner(
                learned.noisy(formulation),
                formulations.rule(formulation),
                formulations.lateralRule(formulation),
                learned.rule(formulation, formulations.product()),
                targetPhase(learned),
                LANES,
                threads,
                streams());
    }

    /** The formulation that feedback learns under in a phase of its own: noise, its own law of control, its own duration and somatic time constant. */
    Formulation feedbackFormulation(LearnedFeedback learned) {
        Formulation meanwhile = learned.withTauV(quiet).withController(learned.controller(quiet.controller()));
        if (learned.presentationMs().isPresent()) {
            Clock clock = experiment().timing();
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
    FeedbackRule feedbackRule(LearnedFeedback learned) {
        return learned.rule(learned.withTauV(quiet), formulations.product());
    }

    /** What the output is driven to while feedback learns, and when it begins to. */
    private TargetPhase targetPhase(LearnedFeedback learned) {
        return learned.phases() == Phases.TWO
                ? TargetPhase.ownOutput()
                : new TargetPhase(
                        experiment().learning().target(),
                        Grid.steps(
                                "onsetMs",
                                learned.onsetMs(),
                                experiment().timing().dtMs()));
    }
}

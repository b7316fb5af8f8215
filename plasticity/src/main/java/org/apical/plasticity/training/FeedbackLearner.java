package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.AntiHebbianFeedback;
import org.apical.plasticity.feedback.FeedbackNoise;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.update.FeedbackUpdate;

/**
 * Feedback weights that learn under one formulation (physics.md 7, first of two phases): the target is the network's own feedforward output, noise moves the
 * apical dendrites, and the direction of a batch is dQ = -mean v^fb u^T / sigma^2 - beta Q.
 */
public final class FeedbackLearner {
    private final Formulation formulation;
    private final FeedbackRule rule;
    private final TargetPhase target;
    private final int lanesPerBlock;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final BlockRunner<EnteredWeights, NoisyBlock, FeedbackUpdate> blocks;

    /**
     * On V_a about its value at the start, all layers alike.
     *
     * @param quiet F1, F2 or F3, whose apical dendrites are replaced by noisy ones
     * @param lanesPerBlock samples that are simulated side by side
     */
    public FeedbackLearner(
            Formulation quiet,
            FeedbackNoise noise,
            MatrixProduct product,
            int lanesPerBlock,
            LaneBlocks threads,
            RandomStreams streams) {
        this(
                noise.in(quiet),
                new AntiHebbianFeedback(noise.rule(quiet.timing().dtMs()), product),
                lanesPerBlock,
                threads,
                streams);
    }

    /**
     * By any rule.
     *
     * @param noisy the formulation with noise in its apical dendrites
     */
    public FeedbackLearner(
            Formulation noisy, FeedbackRule rule, int lanesPerBlock, LaneBlocks threads, RandomStreams streams) {
        this(noisy, rule, TargetPhase.ownOutput(), lanesPerBlock, threads, streams);
    }

    private FeedbackLearner(
            Formulation noisy,
            FeedbackRule rule,
            TargetPhase target,
            int lanesPerBlock,
            LaneBlocks threads,
            RandomStreams streams) {
        this.formulation = noisy;
        this.rule = rule;
        this.target = target;
        this.lanesPerBlock = lanesPerBlock;
        this.threads = threads;
        this.streams = streams;
        this.blocks = new BlockRunner<>(
                lanesPerBlock,
                threads,
                streams,
                new BlockRunner.Made<>(
                        weights -> EnteredWeights.of(formulation, weights),
                        NoisyBlock::new,
                        samples -> new FeedbackUpdate(formulation.network())));
    }

    /** The same while the controller drives the output elsewhere: one phase ({@link OnePhaseLearner}) with the forward weights at rest. */
    public FeedbackLearner towards(TargetPhase other) {
        return new FeedbackLearner(formulation, rule, other, lanesPerBlock, threads, streams);
    }

    /** The formulation it runs under, with its noise. */
    public Formulation formulation() {
        return formulation;
    }

    /**
     * The direction that a batch asks for, in abstract units.
     *
     * @param firstTrial number of the first presentation: the address of its noise
     * @throws DivergenceException if a presentation diverges, or the direction is not finite
     */
    public FeedbackUpdate direction(NetworkWeights weights, Samples batch, long firstTrial) {
        return Means.feedback(
                formulation, weights, batch.size(), blocks.learn(weights, batch, Phase.FEEDBACK, firstTrial));
    }

    /** What learns from the blocks of a batch. */
    public BlockLearner blocks() {
        return blocks;
    }

    /** What one block needs. */
    private final class NoisyBlock implements BlockRunner.Place<EnteredWeights, FeedbackUpdate> {
        final Simulation simulation;
        final DivergenceGuard guard;
        final ApicalPlasticity plasticity;
        final FeedbackUpdate update = new FeedbackUpdate(formulation.network());

        NoisyBlock(int lanes) {
            simulation = formulation.simulation(lanes);
            guard = new DivergenceGuard(formulation, simulation, DivergenceLimits.standard());
            plasticity = new ApicalPlasticity(rule, simulation, target.onset());
        }

        @Override
        public void learn(EnteredWeights weights, Samples samples, Presentation presentation) {
            OutputTarget towards = target.target().of(samples);
            plasticity.begin(weights.given());
            guard.watch(() -> simulation.present(weights.mapped(), presentation, towards, plasticity, guard));
            update.clear();
            plasticity.addTo(update, 1);
        }

        @Override
        public FeedbackUpdate asked() {
            return update;
        }
    }
}

package org.apical.plasticity.training;

import java.util.List;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.state.HasState;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Forward and feedback weights that learn at the same time (Strong-DFC, physics.md 7): the controller drives the output to its target while noise moves the apical
 * dendrites; of every presentation the forward rule learns from where control holds the somata, the feedback rule from how control answers the noise.
 */
public final class OnePhaseLearner {
    private final Formulation formulation;
    private final LayerRules forward;
    private final LayerRules lateral;
    private final FeedbackRule feedback;
    private final TargetPhase target;
    private final BlockRunner<EnteredWeights, NoisyBlock, Updates> blocks;

    /**
     * @param noisy the formulation with noise in its apical dendrites
     * @param lateral the rule at plastic projections outside the chain
     * @param feedback on a high-passed control, or what it holds steady enters
     * @param lanesPerBlock samples that are simulated side by side
     */
    public OnePhaseLearner(
            Formulation noisy,
            LayerRules forward,
            LayerRules lateral,
            FeedbackRule feedback,
            TargetPhase target,
            int lanesPerBlock,
            LaneBlocks threads,
            RandomStreams streams) {
        this.formulation = noisy;
        this.forward = forward;
        this.lateral = lateral;
        this.feedback = feedback;
        this.target = target;
        this.blocks = new BlockRunner<>(
                lanesPerBlock,
                threads,
                streams,
                new BlockRunner.Made<>(
                        weights -> EnteredWeights.of(formulation, weights), NoisyBlock::new, samples -> nothing()));
    }

    /** What a batch asks for, means over samples, in abstract units. */
    public record Updates(WeightUpdate forward, FeedbackUpdate feedback) implements HasState {
        @Override
        public void state(StateVisitor visitor) {
            forward.state(visitor.in("forward"));
            feedback.state(visitor.in("feedback"));
        }
    }

    private Updates nothing() {
        return new Updates(new WeightUpdate(formulation.network()), new FeedbackUpdate(formulation.network()));
    }

    /** The formulation it runs under, with its noise. */
    public Formulation formulation() {
        return formulation;
    }

    /**
     * Both updates that a batch asks for.
     *
     * @param firstTrial number of the first presentation: the address of its random streams
     * @throws DivergenceException if a presentation diverges, or an update is not finite
     */
    public Updates updates(NetworkWeights weights, Samples batch, Phase phase, long firstTrial) {
        List<Updates> asked = blocks.learn(weights, batch, phase, firstTrial);
        return new Updates(
                Means.forward(
                        formulation,
                        weights,
                        batch.size(),
                        asked.stream().map(Updates::forward).toList()),
                Means.feedback(
                        formulation,
                        weights,
                        batch.size(),
                        asked.stream().map(Updates::feedback).toList()));
    }

    /** What learns from the blocks of a batch. */
    public BlockLearner blocks() {
        return blocks;
    }

    /** What one block needs: a simulation, all rules at each of its layers, the updates they collect. */
    private final class NoisyBlock implements BlockRunner.Place<EnteredWeights, Updates> {
        final Simulation simulation;
        final DivergenceGuard guard;
        final PlasticSynapses basal;
        final ApicalPlasticity apical;
        final Updates updates = nothing();

        NoisyBlock(int lanes) {
            simulation = formulation.simulation(lanes);
            guard = new DivergenceGuard(formulation, simulation, DivergenceLimits.standard());
            basal = new PlasticSynapses(simulation, formulation.network(), forward, lateral);
            apical = new ApicalPlasticity(feedback, simulation, target.onset());
        }

        @Override
        public void learn(EnteredWeights weights, Samples samples, Presentation presentation) {
            OutputTarget towards = target.target().of(samples);
            basal.begin();
            apical.begin(weights.given());
            StepObserver learning = (controlled, step, state) -> basal.step(controlled);
            guard.watch(() -> simulation.present(weights.mapped(), presentation, towards, learning, apical, guard));
            updates.forward().clear();
            updates.feedback().clear();
            basal.addTo(updates.forward(), 1.0 / simulation.timing().steps());
            apical.addTo(updates.feedback(), 1);
        }

        @Override
        public Updates asked() {
            return updates;
        }
    }
}

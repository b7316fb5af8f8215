package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Forward and feedback weights that learn at the same time (Strong-DFC, physics.md 7): the controller drives the output to its target while noise moves the apical
 * dendrites; of every presentation the forward rule learns from where control holds the somata, the feedback rule from how control answers the noise.
 *
 * <p>Blocks of lanes run on any number of threads and are summed in their order, noise comes from the stream of each trial: the number of threads changes no bit.
 */
public final class OnePhaseLearner {
    private final Formulation formulation;
    private final LocalRule forward;
    private final FeedbackRule feedback;
    private final TargetPhase target;
    private final BlockRunner<TwoRuleBlock> blocks;

    /**
     * @param noisy the formulation with noise in its apical dendrites
     * @param feedback on a high-passed control, or what it holds steady enters
     * @param lanesPerBlock samples that are simulated side by side
     */
    public OnePhaseLearner(
            Formulation noisy,
            LocalRule forward,
            FeedbackRule feedback,
            TargetPhase target,
            int lanesPerBlock,
            LaneBlocks threads,
            RandomStreams streams) {
        this.formulation = noisy;
        this.forward = forward;
        this.feedback = feedback;
        this.target = target;
        this.blocks = new BlockRunner<>(lanesPerBlock, threads, streams, TwoRuleBlock::new);
    }

    /** What a batch asks for, means over samples, in abstract units. */
    public record Updates(WeightUpdate forward, FeedbackUpdate feedback) {}

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
        SynapticWeights mapped = formulation.map(weights);
        blocks.run(
                batch,
                phase,
                firstTrial,
                (needed, block, samples) -> needed.learnFrom(weights, mapped, samples, target.of(batch, block)));
        Updates sum = new Updates(new WeightUpdate(formulation.network()), new FeedbackUpdate(formulation.network()));
        blocks.forEach(batch.size(), block -> {
            sum.forward.add(1.0 / batch.size(), block.update.forward);
            sum.feedback.add(1.0 / batch.size(), block.update.feedback);
        });
        sum.forward.requireSound(formulation, weights);
        sum.feedback.requireSound(formulation, weights);
        return sum;
    }

    /** What one block needs: both rules at each of its layers, the updates they collect. */
    private final class TwoRuleBlock extends LearningBlock {
        final LocalRule.Synapses[] basal;
        final ApicalPlasticity apical;
        final Updates update =
                new Updates(new WeightUpdate(formulation.network()), new FeedbackUpdate(formulation.network()));

        TwoRuleBlock(int lanes) {
            super(formulation, DivergenceLimits.standard(), lanes);
            basal = new LocalRule.Synapses[simulation.layers()];
            for (int l = 0; l < basal.length; l++) {
                basal[l] = forward.at(simulation.synapses(l));
            }
            apical = new ApicalPlasticity(feedback, simulation, target.onset());
        }

        void learnFrom(NetworkWeights weights, SynapticWeights mapped, Presentation samples, OutputTarget towards) {
            for (LocalRule.Synapses s : basal) {
                s.begin();
            }
            apical.begin(weights);
            StepObserver learning = (controlled, step, state) -> {
                for (LocalRule.Synapses s : basal) {
                    s.step(controlled);
                }
            };
            present(mapped, samples, towards, learning, apical);
            update.forward.clear();
            update.feedback.clear();
            double share = 1.0 / simulation.timing().steps();
            for (int l = 0; l < basal.length; l++) {
                basal[l].addTo(update.forward.forward(l), update.forward.bias(l), share);
            }
            apical.addTo(update.feedback, 1);
        }
    }
}

package org.apical.plasticity.training;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.divergence.SoundWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
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
    private final int lanesPerBlock;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final Map<Long, Workplace> workplaces = new ConcurrentHashMap<>();

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
        this.lanesPerBlock = lanesPerBlock;
        this.threads = threads;
        this.streams = streams;
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
        List<Block> blocks = LaneBlocks.cut(batch.size(), lanesPerBlock);
        threads.run(blocks, block -> workplace(block)
                .learnFrom(
                        weights,
                        mapped,
                        Blocks.presentation(batch, phase, firstTrial, block, streams),
                        target.of(batch, block)));
        Updates sum = new Updates(new WeightUpdate(formulation.network()), new FeedbackUpdate(formulation.network()));
        for (Block block : blocks) {
            sum.forward.add(1.0 / batch.size(), workplace(block).forwardUpdate);
            sum.feedback.add(1.0 / batch.size(), workplace(block).feedbackUpdate);
        }
        for (int l = 0; l < sum.forward.layers(); l++) {
            weights.maskForward(l, sum.forward.forward(l));
            weights.maskFeedback(l, sum.feedback.feedback(l));
        }
        SoundWeights.requireFinite(formulation, "forward weights", sum.forward::forward);
        SoundWeights.requireFinite(formulation, "biases", sum.forward::bias);
        SoundWeights.requireFinite(formulation, "feedback weights", sum.feedback::feedback);
        return sum;
    }

    private Workplace workplace(Block block) {
        long key = (long) block.index() << 32 | block.lanes();
        return workplaces.computeIfAbsent(key, k -> new Workplace(block.lanes()));
    }

    /** What one block needs: a simulation, both rules at each of its layers, the updates they collect. */
    private final class Workplace {
        final Simulation simulation;
        final DivergenceGuard guard;
        final LocalRule.Synapses[] basal;
        final ApicalPlasticity apical;
        final WeightUpdate forwardUpdate = new WeightUpdate(formulation.network());
        final FeedbackUpdate feedbackUpdate = new FeedbackUpdate(formulation.network());

        Workplace(int lanes) {
            simulation = formulation.simulation(lanes);
            guard = new DivergenceGuard(formulation, simulation, DivergenceLimits.standard());
            basal = new LocalRule.Synapses[simulation.layers()];
            for (int l = 0; l < basal.length; l++) {
                basal[l] = forward.at(simulation.synapses(l));
            }
            apical = new ApicalPlasticity(feedback, simulation, target.onset());
        }

        void learnFrom(
                NetworkWeights weights, SynapticWeights mapped, Presentation presentation, OutputTarget towards) {
            for (LocalRule.Synapses s : basal) {
                s.begin();
            }
            apical.begin(weights);
            StepObserver learning = (controlled, step, state) -> {
                for (LocalRule.Synapses s : basal) {
                    s.step(controlled);
                }
            };
            guard.watch(() -> simulation.present(mapped, presentation, towards, learning, apical, guard));
            forwardUpdate.clear();
            feedbackUpdate.clear();
            for (int l = 0; l < basal.length; l++) {
                basal[l].addTo(
                        forwardUpdate.forward(l),
                        forwardUpdate.bias(l),
                        1.0 / simulation.timing().steps());
            }
            apical.addTo(feedbackUpdate, 1);
        }
    }
}

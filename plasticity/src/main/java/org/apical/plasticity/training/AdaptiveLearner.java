package org.apical.plasticity.training;

import org.apical.network.adaptive.AdaptiveParams;
import org.apical.network.adaptive.AdaptiveRates;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.ControlledChain;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.update.StageUpdate;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A network of rates that learns by dendritic prediction from controlled phases as differential equations, dt -> 0 ({@link AdaptiveRates}): {@link Learner} without its steps. The mean over samples of what each asks for.
 */
public final class AdaptiveLearner implements BlockSignal {
    private final Formulation formulation;
    private final BlockRunner<NetworkWeights, Block, WeightUpdate> blocks;

    /**
     * @param formulation of which {@link Formulation#differential} is there
     * @param targets where presentations are driven
     * @param lanesPerBlock samples that are integrated side by side
     */
    public AdaptiveLearner(
            Formulation formulation, AdaptiveParams params, Targets targets, int lanesPerBlock, LaneBlocks threads) {
        ControlledChain chain = formulation
                .differential()
                .orElseThrow(
                        () -> new UnsupportedOperationException(
                                formulation.id()
                                        + ": only a plain chain of rates without delays, under an ideal controller with direct feedback, is integrated adaptively"));
        this.formulation = formulation;
        // nothing is random
        this.blocks = new BlockRunner<>(
                lanesPerBlock,
                threads,
                new RandomStreams(0),
                new BlockRunner.Made<>(
                        weights -> weights,
                        lanes -> new Block(chain, params, targets, lanes),
                        samples -> new WeightUpdate(chain.network())));
    }

    private static final class Block implements BlockRunner.Place<NetworkWeights, WeightUpdate> {
        final AdaptiveRates rates;
        final StageUpdate stages;
        final Targets targets;
        WeightUpdate update;

        Block(ControlledChain chain, AdaptiveParams params, Targets targets, int lanes) {
            this.targets = targets;
            rates = new AdaptiveRates(chain, params, DivergenceLimits.standard(), lanes);
            stages = new StageUpdate(chain.network(), chain.product(), lanes);
        }

        @Override
        public void learn(NetworkWeights weights, Samples samples, Presentation presentation) {
            stages.begin();
            rates.run(weights, presentation.rates(), targets.of(samples), samples.size(), stages);
            update = stages.finish(presentation.rates());
        }

        @Override
        public WeightUpdate asked() {
            return update;
        }
    }

    /** The rule that it learns by, which {@link StageUpdate} is the time average of. */
    public static LocalRule rule(MatrixProduct product) {
        return new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), product);
    }

    /** @throws DivergenceException if a presentation diverges, or the update is not finite */
    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        return Means.forward(
                formulation, weights, samples.size(), blocks.learn(weights, samples, Phase.TRAINING, trial));
    }

    @Override
    public BlockLearner blocks() {
        return blocks;
    }

    /** Products of each hidden matrix with rates of one lane that a batch of a size took last, a lane; Euler's steps take two each. For reports; not while a batch runs. */
    public double products(int batchSize) {
        double sum = 0;
        for (Block block : blocks.places(batchSize)) {
            sum += block.rates.passes() + block.stages.products();
        }
        return sum / batchSize;
    }
}

package org.apical.plasticity.training;

import java.util.List;
import org.apical.network.adaptive.AdaptiveParams;
import org.apical.network.adaptive.AdaptiveRates;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.ControlledChain;
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
public final class AdaptiveLearner implements ForwardSignal {
    private final Formulation formulation;
    private final Targets targets;
    private final BlockRunner<Block> blocks;

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
        this.targets = targets;
        // nothing is random
        this.blocks = new BlockRunner<>(
                lanesPerBlock, threads, new RandomStreams(0), lanes -> new Block(chain, params, lanes));
    }

    private static final class Block {
        final AdaptiveRates rates;
        final StageUpdate stages;
        WeightUpdate update;

        Block(ControlledChain chain, AdaptiveParams params, int lanes) {
            rates = new AdaptiveRates(chain, params, DivergenceLimits.standard(), lanes);
            stages = new StageUpdate(chain.network(), chain.product(), lanes);
        }
    }

    /** The rule that it learns by, which {@link StageUpdate} is the time average of. */
    public static LocalRule rule(MatrixProduct product) {
        return new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), product);
    }

    /** @throws DivergenceException if a presentation diverges, or the update is not finite */
    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        List<WeightUpdate> sums = blocks
                .run(samples, Phase.TRAINING, trial, (block, place, shown, presentation) -> {
                    block.stages.begin();
                    block.rates.run(weights, presentation.rates(), targets.of(shown), shown.size(), block.stages);
                    block.update = block.stages.finish(presentation.rates());
                })
                .stream()
                .map(block -> block.update)
                .toList();
        return Means.forward(formulation, weights, samples.size(), sums);
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

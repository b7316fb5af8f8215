package org.apical.app.experiment;

import java.util.List;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.AnalyticBatch;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.BlockLearner;
import org.apical.plasticity.training.BlockRunner;
import org.apical.plasticity.training.BlockSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.SteadyErrors;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Directions from the steady state under control that is computed, the analytic one ("DFC-SSA") or Newton's ("DFC-SS"; {@link AnalyticBatch}), for batches of any size. Steady states are found in blocks of lanes, then each layer sums its update over the blocks in their order: all
 * threads have work, and their number, like the width of blocks, changes no bit. Not thread-safe.
 */
final class AnalyticSignal implements BlockSignal {
    /** Largest residual of Newton's method; nothing is learned from samples that have no such state. */
    private static final double TOLERANCE = 1e-9;

    private final NetworkDescription network;
    private final LaneBlocks threads;
    private final BlockRunner<NetworkWeights, Place, SteadyErrors> blocks;

    AnalyticSignal(Formulations formulations, int lanesPerBlock, LaneBlocks threads) {
        this.network = formulations.network();
        this.threads = threads;
        // nothing is random
        this.blocks = new BlockRunner<>(
                lanesPerBlock,
                threads,
                new RandomStreams(0),
                new BlockRunner.Made<>(
                        weights -> weights,
                        lanes -> new Place(formulations, lanes),
                        samples -> new SteadyErrors(
                                network, formulations.product(), samples.size(), samples.lanes(0, samples.size()))));
    }

    private static final class Place implements BlockRunner.Place<NetworkWeights, SteadyErrors> {
        private final Targets targets;
        private final AnalyticBatch batch;
        private final SteadyBatchUpdate rule;
        private final double[] wanted;
        private final boolean newton;
        private SteadyErrors errors;

        Place(Formulations formulations, int lanes) {
            NetworkDescription network = formulations.network();
            double alpha = formulations.controller().law().orElseThrow().steadyLeakAlpha();
            targets = formulations.experiment().learning().target();
            newton = formulations.experiment().learning().update() == Learning.Update.STEADY;
            batch = new AnalyticBatch(network, lanes, alpha, formulations.product());
            rule = new SteadyBatchUpdate(batch);
            wanted = new double[network.outputs() * lanes];
        }

        @Override
        public void learn(NetworkWeights weights, Samples samples, Presentation presentation) {
            OutputTarget target = targets.of(samples);
            batch.enter(weights, presentation.rates());
            target.fill(batch.freeOutput(), wanted, batch.network().outputs(), samples.size());
            if (newton) {
                batch.newtonWherePossible(wanted, TOLERANCE);
            } else {
                batch.analytic(wanted);
            }
            errors = rule.errors(newton ? TOLERANCE : Double.POSITIVE_INFINITY);
        }

        @Override
        public SteadyErrors asked() {
            return errors;
        }
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        List<SteadyErrors> errors = blocks.learn(weights, samples, Phase.TRAINING, trial);
        WeightUpdate update = new WeightUpdate(network);
        threads.run(
                LaneBlocks.cut(network.layers(), 1),
                layer -> errors.forEach(block -> block.addTo(layer.index(), update, 1.0 / samples.size())));
        return update;
    }

    @Override
    public BlockLearner blocks() {
        return blocks;
    }
}

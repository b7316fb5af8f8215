package org.apical.app.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.network.theory.AnalyticBatch;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Directions from the steady state under control that is computed, the analytic one ("DFC-SSA") or Newton's ("DFC-SS"; {@link AnalyticBatch}), for batches of any size. Steady states are found in blocks of lanes, then each layer sums its update over the blocks in their order: all
 * threads have work, and their number, like the width of blocks, changes no bit. Not thread-safe.
 */
final class AnalyticSignal implements ForwardSignal {
    /** Largest residual of Newton's method; nothing is learned from samples that have no such state. */
    private static final double TOLERANCE = 1e-9;

    private final NetworkDescription network;
    private final Targets targets;
    private final LaneBlocks threads;
    private final int lanesPerBlock;
    private final Map<Block, Place> places = new HashMap<>();
    private final boolean newton;
    private final double alpha;
    private final Formulations formulations;

    AnalyticSignal(Formulations formulations, int lanesPerBlock, LaneBlocks threads) {
        this.formulations = formulations;
        this.network = formulations.network();
        this.targets = formulations.experiment().learning().target();
        this.alpha = formulations.controller().law().orElseThrow().steadyLeakAlpha();
        this.newton = formulations.experiment().learning().update() == Learning.Update.STEADY;
        this.threads = threads;
        this.lanesPerBlock = lanesPerBlock;
    }

    private final class Place {
        private final AnalyticBatch batch;
        private final SteadyBatchUpdate rule;
        private final double[] wanted;

        Place(int lanes) {
            batch = new AnalyticBatch(network, lanes, alpha, formulations.product());
            rule = new SteadyBatchUpdate(batch);
            wanted = new double[network.outputs() * lanes];
        }

        void settle(NetworkWeights weights, Samples samples) {
            batch.enter(weights, samples.lanes(0, samples.size()));
            targets.of(samples).fill(batch.freeOutput(), wanted, network.outputs(), samples.size());
            if (newton) {
                batch.newtonWherePossible(wanted, TOLERANCE);
            } else {
                batch.analytic(wanted);
            }
        }
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        List<Block> blocks = LaneBlocks.cut(samples.size(), lanesPerBlock);
        List<Place> used = blocks.stream()
                .map(block -> places.computeIfAbsent(block, b -> new Place(b.lanes())))
                .toList();
        threads.run(
                blocks, block -> used.get(block.index()).settle(weights, samples.range(block.first(), block.lanes())));
        WeightUpdate update = new WeightUpdate(network);
        threads.run(LaneBlocks.cut(network.layers(), 1), layer -> {
            for (Place place : used) {
                place.rule.addTo(
                        layer.index(), update, 1.0 / samples.size(), newton ? TOLERANCE : Double.POSITIVE_INFINITY);
            }
        });
        return update;
    }
}

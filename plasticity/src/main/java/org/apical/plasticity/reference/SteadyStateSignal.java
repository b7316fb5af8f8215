package org.apical.plasticity.reference;

import java.util.List;
import java.util.function.IntConsumer;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.AnalyticBatch;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.BlockLearner;
import org.apical.plasticity.training.BlockRunner;
import org.apical.plasticity.training.BlockSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.apical.plasticity.update.SteadyErrors;
import org.apical.plasticity.update.WeightUpdate;

/**
 * What a rule asks for at a steady state under control that is computed, not simulated ({@link AnalyticBatch}): Newton's, the end of the presentation ("DFC-SS"), or the linearised one ("DFC-SSA"), for batches of any size. Steady states are found in
 * blocks of lanes, then each layer sums its update over the blocks in their order: all threads have work, and their number, like the width of blocks, changes no bit. Not thread-safe.
 */
public final class SteadyStateSignal implements BlockSignal {
    /** Largest residual of Newton's method; nothing is learned from samples that have no such state. */
    private static final double TOLERANCE = 1e-9;

    private final NetworkDescription network;
    private final LaneBlocks threads;
    private final BlockRunner<NetworkWeights, Place, SteadyErrors> blocks;

    /** Which steady state. */
    public enum Kind {
        /** r_L* - r_L(u) = alpha u. */
        NEWTON,
        /** u = (J Q + alpha I)^-1 delta. */
        ANALYTIC
    }

    /**
     * What is read where.
     *
     * @param alpha leak on u
     * @param target r_L*
     * @param kind which steady state
     * @param error what the rule reads there
     */
    public record Reading(double alpha, Targets target, Kind kind, Error error) {}

    /**
     * @param network a chain
     * @param unsettled receives how many samples have no steady state that Newton's method finds: nothing is learned from those; from any thread
     */
    public SteadyStateSignal(
            NetworkDescription network,
            Reading reading,
            MatrixProduct product,
            int lanesPerBlock,
            LaneBlocks threads,
            IntConsumer unsettled) {
        this.network = network;
        this.threads = threads;
        // nothing is random
        this.blocks = new BlockRunner<>(
                lanesPerBlock,
                threads,
                new RandomStreams(0),
                new BlockRunner.Made<>(
                        weights -> weights,
                        lanes -> new Place(
                                new AnalyticBatch(network, lanes, reading.alpha(), product), reading, unsettled),
                        samples ->
                                new SteadyErrors(network, product, samples.size(), samples.lanes(0, samples.size()))));
    }

    private static final class Place implements BlockRunner.Place<NetworkWeights, SteadyErrors> {
        private final AnalyticBatch batch;
        private final Reading reading;
        private final IntConsumer unsettled;
        private final SteadyBatchUpdate rule;
        private final double[] wanted;
        private SteadyErrors errors;

        Place(AnalyticBatch batch, Reading reading, IntConsumer unsettled) {
            this.batch = batch;
            this.reading = reading;
            this.unsettled = unsettled;
            this.rule = new SteadyBatchUpdate(batch, reading.error());
            this.wanted = new double[batch.network().outputs() * batch.lanes()];
        }

        @Override
        public void learn(NetworkWeights weights, Samples samples, Presentation presentation) {
            OutputTarget target = reading.target().of(samples);
            batch.enter(weights, presentation.rates());
            target.fill(batch.freeOutput(), wanted, batch.network().outputs(), samples.size());
            double largestResidual = Double.POSITIVE_INFINITY;
            if (reading.kind() == Kind.NEWTON) {
                unsettled.accept(batch.newtonWherePossible(wanted, TOLERANCE));
                largestResidual = TOLERANCE;
            } else {
                batch.analytic(wanted);
            }
            errors = rule.errors(largestResidual);
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
        threads.run(LaneBlocks.cut(network.layers(), 1), layer -> {
            errors.forEach(block -> block.addTo(layer.index(), update, 1.0 / samples.size()));
            weights.maskForward(layer.index(), update.forward(layer.index()));
        });
        return update;
    }

    @Override
    public BlockLearner blocks() {
        return blocks;
    }
}

package org.apical.plasticity.training;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.random.RandomStreams;

/**
 * Batches in blocks of lanes, on any number of threads. What a block needs is made once for its place and width. Blocks come back in their order, to be summed in it, and what is random comes
 * from the stream of each trial: the number of threads changes no bit.
 *
 * @param <B> what a block needs: a simulation, the rules at its synapses, what they collect
 */
final class BlockRunner<B> {
    private final int lanesPerBlock;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final IntFunction<B> made;
    private final Map<Long, B> places = new ConcurrentHashMap<>();

    /**
     * @param lanesPerBlock samples that are simulated side by side
     * @param made what a block of so many lanes needs
     */
    BlockRunner(int lanesPerBlock, LaneBlocks threads, RandomStreams streams, IntFunction<B> made) {
        this.lanesPerBlock = lanesPerBlock;
        this.threads = threads;
        this.streams = streams;
        this.made = made;
    }

    /** Shows a block its samples. */
    @FunctionalInterface
    interface Shown<B> {
        /** @param samples those of the block, in the order of lanes */
        void show(B place, Block block, Samples samples, Presentation presentation);
    }

    /**
     * Shows a batch.
     *
     * @param firstTrial number of the first presentation: the address of its random streams
     * @return what the blocks have, in their order
     */
    List<B> run(Samples batch, Phase phase, long firstTrial, Shown<B> shown) {
        List<Block> blocks = LaneBlocks.cut(batch.size(), lanesPerBlock);
        threads.run(blocks, block -> {
            long[] trials = new long[block.lanes()];
            for (int lane = 0; lane < trials.length; lane++) {
                trials[lane] = firstTrial + block.first() + lane;
            }
            double[] rates = batch.lanes(block.first(), block.lanes());
            shown.show(
                    place(block),
                    block,
                    batch.range(block.first(), block.lanes()),
                    new Presentation(rates, trials, phase, streams));
        });
        return blocks.stream().map(this::place).toList();
    }

    /** What the blocks of a batch of so many samples have, in their order. */
    List<B> places(int samples) {
        return LaneBlocks.cut(samples, lanesPerBlock).stream().map(this::place).toList();
    }

    private B place(Block block) {
        long key = (long) block.index() << 32 | block.lanes();
        return places.computeIfAbsent(key, k -> made.apply(block.lanes()));
    }
}

package org.apical.plasticity.training;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.random.RandomStreams;

/**
 * Shows samples in blocks of lanes, on any number of threads, each sample with the streams of its own trial. What a block needs is made once for its place in the batch
 * and its width, and is looked at in the order of the blocks: the number of threads changes no bit.
 *
 * @param <B> what a block needs
 */
final class BlockRunner<B> {
    private final int lanesPerBlock;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final IntFunction<B> make;
    private final Map<Block, B> made = new ConcurrentHashMap<>();

    /**
     * @param lanesPerBlock samples that are simulated side by side
     * @param make what a block of so many lanes needs
     */
    BlockRunner(int lanesPerBlock, LaneBlocks threads, RandomStreams streams, IntFunction<B> make) {
        this.lanesPerBlock = lanesPerBlock;
        this.threads = threads;
        this.streams = streams;
        this.make = make;
    }

    /** What is done with a block. */
    @FunctionalInterface
    interface Work<B> {
        /** @param samples those of the block */
        void run(B needed, Block block, Presentation samples);
    }

    /**
     * Shows samples and waits.
     *
     * @param firstTrial number of the first presentation: the address of its random streams
     */
    void run(Samples samples, Phase phase, long firstTrial, Work<B> work) {
        threads.run(LaneBlocks.cut(samples.size(), lanesPerBlock), block -> {
            long[] trials = new long[block.lanes()];
            for (int lane = 0; lane < trials.length; lane++) {
                trials[lane] = firstTrial + block.first() + lane;
            }
            double[] rates = samples.lanes(block.first(), block.lanes());
            work.run(needed(block), block, new Presentation(rates, trials, phase, streams));
        });
    }

    /** What the blocks of so many samples need, in their order. */
    void forEach(int samples, Consumer<B> look) {
        for (Block block : LaneBlocks.cut(samples, lanesPerBlock)) {
            look.accept(needed(block));
        }
    }

    private B needed(Block block) {
        return made.computeIfAbsent(block, b -> make.apply(b.lanes()));
    }
}

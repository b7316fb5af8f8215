package org.apical.plasticity.training;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.state.HasState;

/**
 * Batches in blocks of lanes, on any number of threads, here or elsewhere. What a block needs is made once for its place and width. Blocks come back in their order, to be summed in it, and what is
 * random comes from the stream of each trial: neither the number of threads nor where they are changes a bit.
 *
 * @param <W> weights as a block needs them
 * @param <P> what a block needs besides: a simulation, the rules at its synapses, what they collect
 * @param <U> what a block asks for
 */
public final class BlockRunner<W, P extends BlockRunner.Place<W, U>, U extends HasState> implements BlockLearner {
    private final int lanesPerBlock;
    private final LaneBlocks threads;
    private final RandomStreams streams;
    private final Made<W, P, U> made;
    private final Map<Long, P> places = new ConcurrentHashMap<>();
    /** Places of a width that learn from no block. */
    private final Map<Integer, Queue<P>> idle = new ConcurrentHashMap<>();

    private RemoteBlocks remote;

    /**
     * @param lanesPerBlock samples that are simulated side by side
     * @param streams of what is random
     */
    public BlockRunner(int lanesPerBlock, LaneBlocks threads, RandomStreams streams, Made<W, P, U> made) {
        this.lanesPerBlock = lanesPerBlock;
        this.threads = threads;
        this.streams = streams;
        this.made = made;
    }

    /** Learns from one block at a time. */
    public interface Place<W, U> {
        /** Learns from samples, side by side in their order. */
        void learn(W weights, Samples samples, Presentation presentation);

        /** What they ask for, summed over them; live. */
        U asked();
    }

    /**
     * What blocks are made of.
     *
     * @param weights as blocks need them, once a batch
     * @param place a place of so many lanes
     * @param nothing of samples that learn elsewhere: no change, to which what they ask for is put back
     */
    public record Made<W, P, U>(
            Function<NetworkWeights, W> weights, IntFunction<P> place, Function<Samples, U> nothing) {}

    /** Shows a block its samples. */
    @FunctionalInterface
    interface Shown<P> {
        void show(P place, Block block, Presentation presentation);
    }

    @Override
    public void elsewhere(RemoteBlocks other) {
        remote = other;
    }

    /**
     * Learns from a batch.
     *
     * @param firstTrial number of the first presentation: the address of its random streams
     * @return what the blocks ask for, in their order; live
     */
    public List<U> learn(NetworkWeights weights, Samples batch, Phase phase, long firstTrial) {
        if (remote != null) {
            List<Samples> blocks = LaneBlocks.cut(batch.size(), lanesPerBlock).stream()
                    .map(block -> batch.range(block.first(), block.lanes()))
                    .toList();
            List<U> asked = blocks.stream().map(made.nothing).toList();
            remote.learn(weights, blocks, phase, firstTrial, asked);
            return asked;
        }
        W entered = made.weights.apply(weights);
        run(
                batch,
                phase,
                firstTrial,
                (place, block, presentation) ->
                        place.learn(entered, batch.range(block.first(), block.lanes()), presentation));
        return places(batch.size()).stream().map(Place::asked).toList();
    }

    @Override
    public Entered enter(NetworkWeights weights) {
        W entered = made.weights.apply(weights);
        return new Entered() {
            @Override
            public <R> R learn(Samples block, Phase phase, long firstTrial, Function<HasState, R> read) {
                int lanes = block.size();
                Queue<P> free = idle.computeIfAbsent(lanes, k -> new ConcurrentLinkedQueue<>());
                P polled = free.poll();
                P place = polled == null ? made.place.apply(lanes) : polled;
                place.learn(entered, block, presentation(block, 0, lanes, phase, firstTrial));
                R found = read.apply(place.asked());
                free.add(place);
                return found;
            }
        };
    }

    /** Shows a batch here. */
    void run(Samples batch, Phase phase, long firstTrial, Shown<P> shown) {
        threads.run(
                LaneBlocks.cut(batch.size(), lanesPerBlock),
                block -> shown.show(
                        place(block), block, presentation(batch, block.first(), block.lanes(), phase, firstTrial)));
    }

    private Presentation presentation(Samples batch, int first, int lanes, Phase phase, long firstTrial) {
        long[] trials = new long[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            trials[lane] = firstTrial + first + lane;
        }
        return new Presentation(batch.lanes(first, lanes), trials, phase, streams);
    }

    /** What the blocks of a batch of so many samples have here, in their order. */
    List<P> places(int samples) {
        return LaneBlocks.cut(samples, lanesPerBlock).stream().map(this::place).toList();
    }

    private P place(Block block) {
        long key = (long) block.index() << 32 | block.lanes();
        return places.computeIfAbsent(key, k -> made.place.apply(block.lanes()));
    }
}

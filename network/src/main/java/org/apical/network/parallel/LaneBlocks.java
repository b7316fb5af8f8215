package org.apical.network.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apical.neuron.parameter.Require;

/**
 * Runs the blocks of a batch on a fixed number of threads. A batch is always cut into the same blocks, and results are handed back in the
 * order of the blocks: the number of threads changes no bit.
 */
public final class LaneBlocks implements AutoCloseable {
    private final ExecutorService threads;

    public LaneBlocks(int threads) {
        Require.atLeast("threads", threads, 1);
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "apical-lanes");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One block: its number in the batch, its first sample and its number of samples. */
    public record Block(int index, int first, int lanes) {}

    /** Work on a block. */
    @FunctionalInterface
    public interface BlockTask {
        void run(Block block);
    }

    /** The blocks of {@code samples} samples. */
    public static List<Block> cut(int samples, int lanesPerBlock) {
        List<Block> blocks = new ArrayList<>();
        for (int first = 0; first < samples; first += lanesPerBlock) {
            blocks.add(new Block(blocks.size(), first, Math.min(lanesPerBlock, samples - first)));
        }
        return blocks;
    }

    /** Runs all blocks and waits; the first failure, in the order of the blocks, is thrown. */
    public void run(List<Block> blocks, BlockTask task) {
        List<Future<?>> running = new ArrayList<>();
        for (Block block : blocks) {
            running.add(threads.submit(() -> task.run(block)));
        }
        RuntimeException failure = null;
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure = e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while lanes were running", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package org.apical.network.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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

    /**
     * Runs all blocks and waits. If one fails, later ones that have not begun are left out, the others are waited for, and what the first of them threw, in the order
     * of the blocks, is thrown as it is: exceptions and errors alike.
     *
     * @throws IllegalStateException if the thread that waits is interrupted
     */
    public void run(List<Block> blocks, BlockTask task) {
        AtomicInteger over = new AtomicInteger(Integer.MAX_VALUE);
        List<Future<?>> running = new ArrayList<>();
        for (Block block : blocks) {
            running.add(threads.submit(() -> {
                if (block.index() < over.get()) {
                    runOrStop(block, task, over);
                }
            }));
        }
        Throwable failure = null;
        boolean interrupted = false;
        for (Future<?> future : running) {
            boolean ended = false;
            while (!ended) {
                try {
                    future.get();
                    ended = true;
                } catch (ExecutionException e) {
                    failure = failure == null ? e.getCause() : failure;
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                    over.set(-1);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lanes were running", failure);
        }
        rethrow(failure);
    }

    private static void runOrStop(Block block, BlockTask task, AtomicInteger over) {
        try {
            task.run(block);
        } catch (RuntimeException | Error e) {
            over.accumulateAndGet(block.index(), Math::min);
            throw e;
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

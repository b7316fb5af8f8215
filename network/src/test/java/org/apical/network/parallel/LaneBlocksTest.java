package org.apical.network.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LaneBlocksTest {

    @Test
    void blocksCoverEverySampleOnceAndInOrder() {
        assertThat(LaneBlocks.cut(10, 4)).containsExactly(new Block(0, 0, 4), new Block(1, 4, 4), new Block(2, 8, 2));
        assertThat(LaneBlocks.cut(8, 4)).containsExactly(new Block(0, 0, 4), new Block(1, 4, 4));
        assertThat(LaneBlocks.cut(3, 4)).containsExactly(new Block(0, 0, 3));
        assertThat(LaneBlocks.cut(0, 4)).isEmpty();
    }

    @Test
    void everyBlockRunsOnceBeforeRunReturns() {
        for (int threads = 1; threads <= 3; threads++) {
            try (LaneBlocks lanes = new LaneBlocks(threads)) {
                AtomicIntegerArray runs = new AtomicIntegerArray(50);
                lanes.run(LaneBlocks.cut(50, 1), block -> runs.incrementAndGet(block.index()));
                for (int k = 0; k < 50; k++) {
                    assertThat(runs.get(k)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void twoThreadsRunTwoBlocksAtOnce() {
        try (LaneBlocks lanes = new LaneBlocks(2)) {
            CountDownLatch both = new CountDownLatch(2);
            lanes.run(LaneBlocks.cut(2, 1), block -> {
                both.countDown();
                await(both);
            });
            assertThat(both.getCount()).isZero();
        }
    }

    @Test
    void theFirstFailureInTheOrderOfBlocksSurfacesWhicheverComesFirst() {
        try (LaneBlocks lanes = new LaneBlocks(2)) {
            CountDownLatch later = new CountDownLatch(1);
            assertThatThrownBy(() -> lanes.run(LaneBlocks.cut(3, 1), block -> {
                        if (block.index() == 1) {
                            await(later);
                            throw new IllegalArgumentException("block 1");
                        }
                        if (block.index() == 2) {
                            later.countDown();
                            throw new IllegalArgumentException("block 2");
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("block 1");
        }
    }

    /** As they are: whoever waits reports a worker's error as its own. */
    @Test
    void errorsAndExceptionsOfWorkersSurfaceAsTheyAre() {
        for (int threads = 1; threads <= 2; threads++) {
            try (LaneBlocks lanes = new LaneBlocks(threads)) {
                for (Throwable thrown :
                        List.of(new OutOfMemoryError("inside"), new StackOverflowError(), new ArithmeticException())) {
                    assertThatThrownBy(() -> lanes.run(LaneBlocks.cut(4, 1), block -> {
                                if (block.index() == 1) {
                                    LaneBlocksTest.<RuntimeException>fail(thrown);
                                }
                            }))
                            .isSameAs(thrown);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Blocks that have begun end before the failure is handed on; those that have not are left out. */
    @Test
    void nothingRunsOnAfterAFailure() {
        try (LaneBlocks lanes = new LaneBlocks(2)) {
            CountDownLatch bothBegan = new CountDownLatch(2);
            CountDownLatch failed = new CountDownLatch(1);
            AtomicIntegerArray ended = new AtomicIntegerArray(20);
            assertThatThrownBy(() -> lanes.run(LaneBlocks.cut(20, 1), block -> {
                        bothBegan.countDown();
                        await(bothBegan);
                        if (block.index() == 0) {
                            failed.countDown();
                            throw new IllegalStateException("block 0");
                        }
                        await(failed);
                        LockSupport.parkNanos(50_000_000);
                        ended.incrementAndGet(block.index());
                    }))
                    .hasMessage("block 0");
            assertThat(ended.get(1)).isEqualTo(1);
            assertThat(ended.get(19)).isZero();
            LockSupport.parkNanos(100_000_000);
            assertThat(ended.get(19)).isZero();
        }
    }

    @Test
    void whoIsInterruptedWaitsForWhatHasBegun() {
        try (LaneBlocks lanes = new LaneBlocks(1)) {
            AtomicIntegerArray ended = new AtomicIntegerArray(3);
            Thread waiting = Thread.currentThread();
            assertThatThrownBy(() -> lanes.run(LaneBlocks.cut(3, 1), block -> {
                        waiting.interrupt();
                        LockSupport.parkNanos(50_000_000);
                        ended.incrementAndGet(block.index());
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while lanes were running");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ended.get(0)).isEqualTo(1);
            assertThat(ended.get(2)).isZero();
        }
    }

    @Test
    void threadsSurviveAFailure() {
        try (LaneBlocks lanes = new LaneBlocks(1)) {
            List<Block> one = LaneBlocks.cut(1, 1);
            assertThatThrownBy(() -> lanes.run(one, block -> {
                        throw new IllegalStateException("once");
                    }))
                    .hasMessage("once");
            int[] runs = {0};
            lanes.run(one, block -> runs[0]++);
            assertThat(runs[0]).isEqualTo(1);
        }
    }

    @Test
    void noThreadsAreRefused() {
        assertThatThrownBy(() -> new LaneBlocks(0)).isInstanceOf(ParameterException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other block did not run");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

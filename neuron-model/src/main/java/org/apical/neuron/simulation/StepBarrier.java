package org.apical.neuron.simulation;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Where threads wait for each other after a step of some microseconds: they spin, and give way to others where the step takes longer. */
final class StepBarrier {
    private static final int SPINS = 2000;

    private final int parties;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile int round;

    /** Another thread has failed. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken() {
            super("another part of the network has failed", null, false, false);
        }
    }

    StepBarrier(int parties) {
        this.parties = parties;
    }

    /**
     * Waits until all have come.
     *
     * @throws Broken if one has failed
     */
    void await() {
        int mine = round;
        if (arrived.incrementAndGet() == parties) {
            arrived.set(0);
            round = mine + 1;
        }
        for (int spin = 0; round == mine; spin++) {
            if (failure.get() != null) {
                throw new Broken();
            }
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Lets all who wait, or will, go on with {@link Broken}; the first failure counts. */
    void fail(Throwable why) {
        failure.compareAndSet(null, why);
    }

    /** Throws what the first to fail has thrown, as it is. */
    void rethrow() {
        Throwable why = failure.get();
        if (why instanceof Error e) {
            throw e;
        }
        if (why != null) {
            throw (RuntimeException) why;
        }
    }
}

package org.apical.network;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that this thread allocates. Until all code is compiled vectors are objects, so a test looks for a window that is free of them. */
public final class Allocation {
    /** On a busy machine the compiler is slow. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static final int STEPS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes allocated by this thread so far. */
    public static long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** The least that a hundred steps allocate. */
    public static long leastOfHundred(Runnable step) {
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (least > 0 && System.nanoTime() < end) {
            long before = bytes();
            for (int k = 0; k < STEPS; k++) {
                step.run();
            }
            least = Math.min(least, bytes() - before);
        }
        return least;
    }
}

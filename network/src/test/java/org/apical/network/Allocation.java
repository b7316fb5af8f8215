package org.apical.network;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that this thread allocates. Until all code is compiled vectors are objects, so a test looks for a window that is free of them. */
public final class Allocation {
    private static final int WINDOWS = 100;
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
        for (int window = 0; window < WINDOWS && least > 0; window++) {
            long before = bytes();
            for (int k = 0; k < STEPS; k++) {
                step.run();
            }
            least = Math.min(least, bytes() - before);
        }
        return least;
    }
}

package org.apical.benchmarks;

import java.lang.management.ManagementFactory;

/** The time the calling thread had a core, which other work on the machine disturbs less than that of the clock. */
final class CpuTime {
    private CpuTime() {}

    static double seconds(Runnable run) {
        var thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        run.run();
        return (thread.getCurrentThreadCpuTime() - start) * 1e-9;
    }
}

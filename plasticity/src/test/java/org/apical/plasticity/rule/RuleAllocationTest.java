package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some window of a hundred steps of every local rule passes without a byte, once the code is compiled. */
class RuleAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WINDOW = 100;
    /** Until all of it is compiled, vectors are objects, and on a busy machine the compiler is slow. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    @Tag("allocation")
    @ParameterizedTest
    @MethodSource("org.apical.plasticity.rule.ReadingsTest#rules")
    void aStepAllocatesNothing(LocalRule rule) {
        SynapseRig rig = new SynapseRig();
        rig.draw();
        LocalRule.Synapses synapses = rule.at(rig.view());
        synapses.begin();
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (least > 0 && System.nanoTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < WINDOW; k++) {
                synapses.step(true);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in %d steps of %s", WINDOW, rule).isZero();
    }
}

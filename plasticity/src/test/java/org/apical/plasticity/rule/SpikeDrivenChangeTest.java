package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.OnlineRule.OnlineSynapses;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at synapses when their sources fire gives what looking at all of them in every step gives. */
class SpikeDrivenChangeTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final double DT_MS = 0.1;
    /**
     * Of the largest change. A difference of integrals within a block rounds to 1100 2^-53 = 1.2e-13 of a single contribution at worst; over thousands of them and in
     * the plain sum of 20 000 terms roundings average out.
     */
    private static final double TOLERANCE = 1e-12;

    private static final DendriticPrediction RULE =
            new DendriticPrediction(Teacher.OWN_SPIKES, new Prediction.ThroughSoma(8, DT_MS), PRODUCT);

    /** Sparse and dense trains; traces that rest at 0 and elsewhere; one lane and several; time constants from a part of a step to twenty seconds. */
    static Stream<Arguments> courses() {
        return Stream.of(
                Arguments.of(1, 0.002, 0.0, 5.0, 20_000),
                Arguments.of(1, 0.002, -1.3, 5.0, 20_000),
                Arguments.of(1, 0.0001, 0.4, 5.0, 20_000),
                Arguments.of(1, 0.3, 0.0, 5.0, 3_000),
                Arguments.of(1, 0.01, 0.0, 0.04, 3_000),
                Arguments.of(1, 0.01, 0.2, 20_000.0, 20_000),
                Arguments.of(3, 0.002, 0.0, 5.0, 10_000),
                Arguments.of(3, 0.02, -0.6, 5.0, 10_000));
    }

    @ParameterizedTest(name = "{0} lanes, {1} spikes a step, rest {2}, tau {3} ms, {4} steps")
    @MethodSource("courses")
    void theChangeIsThatOfEveryStep(int lanes, double probability, double resting, double tauMs, int steps) {
        List<LocalRule> rules = List.of(
                RULE,
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, RULE.prediction(), PRODUCT),
                new LeastControl(RULE.prediction(), PRODUCT));
        for (LocalRule rule : rules) {
            SpikeRig rig = new SpikeRig(37, 11, lanes, probability, resting, Math.exp(-DT_MS / tauMs), 5);
            LocalRule.Synapses events = rule.at(rig.events());
            LocalRule.Synapses plain = rule.at(rig.plain());
            // twice: the first presentation leaves nothing behind
            for (int presentation = 0; presentation < 2; presentation++) {
                rig.settle();
                events.begin();
                plain.begin();
                for (int step = 0; step < steps; step++) {
                    boolean plastic = step >= steps / 10 && step % 997 > 20;
                    events.step(plastic);
                    plain.step(plastic);
                    rig.step();
                }
                assertSame(change(events, rig), change(plain, rig));
            }
        }
    }

    /** Populations of which it is not known where they fire, some of the time. */
    @Test
    void whileNobodyKnowsWhereTheTraceJumpsEveryStepCounts() {
        SpikeRig rig = new SpikeRig(37, 11, 2, 0.01, 0.3, Math.exp(-DT_MS / 5), 6);
        LocalRule.Synapses events = RULE.at(rig.events());
        LocalRule.Synapses plain = RULE.at(rig.plain());
        events.begin();
        plain.begin();
        for (int step = 0; step < 6_000; step++) {
            rig.known(step / 700 % 2 == 0);
            events.step(step % 50 != 3);
            plain.step(step % 50 != 3);
            rig.step();
        }
        assertSame(change(events, rig), change(plain, rig));
    }

    /** Blocks of steps of those sources that are not silent; the last block is not full, and each presentation begins anew. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void blocksOfStepsAreThoseSteps(int lanes) {
        SpikeRig rig = new SpikeRig(37, 11, lanes, 0.9, 0, Math.exp(-0.2), 11);
        LocalRule.Synapses blocks = RULE.at(rig.moving());
        LocalRule.Synapses plain = RULE.at(rig.plain());
        for (int presentation = 0; presentation < 2; presentation++) {
            rig.settle();
            blocks.begin();
            plain.begin();
            for (int step = 0; step < 333; step++) {
                rig.silence();
                blocks.step(step % 50 != 3);
                plain.step(step % 50 != 3);
                rig.step();
            }
            assertSame(change(blocks, rig), change(plain, rig));
        }
    }

    @Test
    void aPresentationWithoutPlasticStepsChangesNothing() {
        SpikeRig rig = new SpikeRig(9, 4, 1, 0.1, 0.3, 0.98, 7);
        LocalRule.Synapses events = RULE.at(rig.events());
        events.begin();
        for (int step = 0; step < 1000; step++) {
            events.step(false);
            rig.step();
        }
        assertThat(change(events, rig)).containsOnly(0);
    }

    /** The weights of a source that fires are those of the plain rule in the step in which they are transmitted; at the end all are. */
    @ParameterizedTest(name = "{0} lanes, {1} spikes a step, rest {2}, tau {3} ms, {4} steps")
    @MethodSource("courses")
    void weightsInUseAreThoseOfEveryStep(int lanes, double probability, double resting, double tauMs, int steps) {
        SpikeRig rig = new SpikeRig(37, 11, 1, probability, resting, Math.exp(-DT_MS / tauMs), 8);
        double eta = 0.003;
        double[] weights = new double[37 * 11];
        Arrays.setAll(weights, k -> Math.sin(k));
        double[] plain = weights.clone();
        OnlineSynapses online = RULE.onlineAt(rig.events(), weights, eta);
        PredictionError error = RULE.error(rig.plain());
        for (int presentation = 0; presentation < 2; presentation++) {
            rig.settle();
            online.begin();
            error.begin();
            for (int step = 0; step < steps; step++) {
                boolean plastic = step >= steps / 10 && step % 997 > 20;
                online.step(plastic);
                double[] e = error.step(plastic);
                for (int j = 0; e != null && j < 11; j++) {
                    for (int i = 0; i < 37; i++) {
                        plain[j * 37 + i] += eta * e[i] * rig.trace[j];
                    }
                }
                double scale = largest(plain);
                for (int j = 0; step > 0 && j < 11; j++) {
                    for (int i = 0; rig.spikes[j] > 0 && i < 37; i++) {
                        assertThat(Math.abs(weights[j * 37 + i] - plain[j * 37 + i]))
                                .isLessThan(TOLERANCE * scale);
                    }
                }
                rig.step();
            }
            online.end();
            assertSame(weights, plain);
        }
    }

    @Test
    void onlySpikesAndOneLaneCanTeachWeightsInUse() {
        SpikeRig rig = new SpikeRig(2, 2, 1, 0.1, 0, 0.98, 9);
        assertThatThrownBy(() -> RULE.onlineAt(rig.plain(), new double[4], 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("trace of presynaptic spikes");
        SpikeRig three = new SpikeRig(2, 2, 3, 0.1, 0, 0.98, 9);
        assertThatThrownBy(() -> RULE.onlineAt(three.events(), new double[4], 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be 1");
    }

    @Tag("allocation")
    @Test
    void aStepAllocatesNothing() {
        SpikeRig rig = new SpikeRig(64, 20, 1, 0.02, 0.3, Math.exp(-DT_MS / 5), 10);
        LocalRule.Synapses events = RULE.at(rig.events());
        OnlineSynapses online = RULE.onlineAt(rig.events(), new double[64 * 20], 1e-3);
        events.begin();
        online.begin();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // until everything is compiled, vectors are objects
        long end = System.nanoTime() + 30_000_000_000L;
        long least = Long.MAX_VALUE;
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < 100; step++) {
                rig.step();
                events.step(true);
                online.step(true);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    /** Largest deviation relative to the largest element; there is a change at all. */
    private static void assertSame(double[] actual, double[] expected) {
        double scale = largest(expected);
        assertThat(scale).isPositive();
        for (int k = 0; k < actual.length; k++) {
            assertThat(Math.abs(actual[k] - expected[k])).as("element %d", k).isLessThan(TOLERANCE * scale);
        }
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().orElse(0);
    }

    private static double[] change(LocalRule.Synapses rule, SpikeRig rig) {
        double[] dW = new double[rig.units * rig.sources];
        double[] db = new double[rig.units];
        rule.addTo(dW, db, 1);
        double[] both = Arrays.copyOf(dW, dW.length + db.length);
        System.arraycopy(db, 0, both, dW.length, db.length);
        return both;
    }
}

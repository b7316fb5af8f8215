package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.network.synapse.Quantity;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurstDependentTest {
    private static final int STEPS = 400;
    private static final int SIZE = SynapseRig.UNITS * SynapseRig.LANES;
    private static final double TAU_MS = 40;
    private static final double DT_MS = 0.5;
    private static final double P = 0.3;

    private final BurstDependent rule = new BurstDependent(TAU_MS, P, DT_MS, MatrixProduct.detect());
    private final SynapseRig rig = new SynapseRig();

    /** Sum over plastic steps of (B - P E) x, P from all spikes before, by the definition of the running means as sums over the past. */
    @ParameterizedTest
    @ValueSource(ints = {0, 150})
    void theChangeIsThatOfAPlainLoop(int plasticFrom) {
        LocalRule.Synapses synapses = rule.at(rig.view());
        synapses.begin();
        double[][] events = new double[STEPS][];
        double[][] bursts = new double[STEPS][];
        double[] expected = new double[SynapseRig.UNITS * SynapseRig.PRE + SynapseRig.UNITS];
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            events[step] = rig.array(Quantity.OWN_EVENTS).clone();
            bursts[step] = rig.array(Quantity.OWN_BURSTS).clone();
            synapses.step(step >= plasticFrom);
            for (int k = 0; step >= plasticFrom && k < SIZE; k++) {
                double before = Math.exp(-step * DT_MS / TAU_MS);
                double meanEvents = before;
                double meanBursts = P * before;
                for (int past = 0; past < step; past++) {
                    double left = Math.exp(-(step - 1 - past) * DT_MS / TAU_MS);
                    meanEvents += left * events[past][k];
                    meanBursts += left * bursts[past][k];
                }
                double e = bursts[step][k] - meanBursts / meanEvents * events[step][k];
                int unit = k / SynapseRig.LANES;
                int lane = k % SynapseRig.LANES;
                expected[SynapseRig.UNITS * SynapseRig.PRE + unit] += e;
                for (int j = 0; j < SynapseRig.PRE; j++) {
                    double x = rig.array(Quantity.PRESYNAPTIC_TRACE)[j * SynapseRig.LANES + lane];
                    expected[unit * SynapseRig.PRE + j] += e * x;
                }
            }
        }
        assertThat(SynapseRig.change(synapses)).containsExactly(expected, within(1e-11));
    }

    /** Events that become bursts as often as they did change nothing on the way; more often potentiate, less often depress. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.6})
    void whatMattersIsWhetherBurstsAreMoreLikelyThanTheyWere(double probability) {
        LocalRule.Synapses synapses = rule.at(rig.view());
        synapses.begin();
        Arrays.fill(rig.array(Quantity.PRESYNAPTIC_TRACE), 1);
        Arrays.fill(rig.array(Quantity.OWN_EVENTS), 10);
        Arrays.fill(rig.array(Quantity.OWN_BURSTS), 10 * P);
        for (int step = 0; step < STEPS; step++) {
            synapses.step(false);
        }
        Arrays.fill(rig.array(Quantity.OWN_BURSTS), 10 * probability);
        synapses.step(true);
        double expected = 10 * (probability - P) * SynapseRig.LANES;
        assertThat(SynapseRig.change(synapses)[0]).isCloseTo(expected, within(1e-9));
    }

    /** So long a silence leaves nothing to divide by. */
    @Test
    void afterALongSilenceItBeginsAnew() {
        BurstDependent brief = new BurstDependent(0.1, P, DT_MS, MatrixProduct.detect());
        LocalRule.Synapses synapses = brief.at(rig.view());
        synapses.begin();
        for (int step = 0; step < STEPS; step++) {
            synapses.step(true);
        }
        Arrays.fill(rig.array(Quantity.OWN_EVENTS), 1);
        Arrays.fill(rig.array(Quantity.PRESYNAPTIC_TRACE), 1);
        synapses.step(true);
        assertThat(SynapseRig.change(synapses)[0]).isEqualTo(-P * SynapseRig.LANES);
    }

    @Test
    void aProbabilityIsOne() {
        Assertions.assertThatThrownBy(() -> new BurstDependent(TAU_MS, 1.1, DT_MS, MatrixProduct.detect()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("burstProbability");
    }
}

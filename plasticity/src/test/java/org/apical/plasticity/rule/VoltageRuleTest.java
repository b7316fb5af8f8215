package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.network.synapse.Quantity;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoltageRuleTest {
    private static final double DT_MS = 0.5;
    private static final int STEPS = 300;
    private final VoltageRuleParams params = VoltageRuleParams.visualCortex();
    private final VoltageRule rule = new VoltageRule(params, DT_MS, MatrixProduct.detect());
    private final SynapseRig rig = new SynapseRig();
    private final double[] v = rig.array(Quantity.LOCAL_POTENTIAL);
    private final double[] spikes = rig.array(Quantity.PRESYNAPTIC_SPIKES);

    /** Low-passed values summed out of the whole history for one synapse at a time: no recursion, no ring. */
    @Test
    void changeEqualsTheRuleWrittenOutOverTheWholeHistory() {
        LocalRule.Synapses synapses = begin();
        double[][] potentials = new double[STEPS][];
        double[][] inputs = new double[STEPS][];
        double[] expected = new double[SynapseRig.UNITS * SynapseRig.PRE];
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            potentials[step] = v.clone();
            inputs[step] = spikes.clone();
            boolean plastic = step % 4 != 1;
            synapses.step(plastic);
            for (int k = 0; plastic && k < expected.length; k++) {
                for (int lane = 0; lane < SynapseRig.LANES; lane++) {
                    int post = k / SynapseRig.PRE * SynapseRig.LANES + lane;
                    int pre = k % SynapseRig.PRE * SynapseRig.LANES + lane;
                    expected[k] += changeOfOneStep(potentials, post, inputs, pre, step);
                }
            }
        }
        double[] change = SynapseRig.change(synapses);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        // 600 terms
        assertThat(Arrays.copyOf(change, expected.length)).containsExactly(expected, within(600 * 1e-16 * largest));
        assertThat(Arrays.copyOfRange(change, expected.length, change.length)).containsOnly(0);
    }

    private double changeOfOneStep(double[][] potentials, int post, double[][] inputs, int pre, int step) {
        int delayed = step - (int) (params.delayMs() / DT_MS);
        double minus = Math.max(0, lowPassed(potentials, post, delayed, params.tauMinusMs()) - params.thetaMinusMv());
        double plus = Math.max(0, lowPassed(potentials, post, delayed, params.tauPlusMs()) - params.thetaMinusMv());
        double trace = 0;
        for (int s = 0; s <= step; s++) {
            trace += inputs[s][pre]
                    * Math.exp(-(step - s) * DT_MS / params.tauPresynapticMs())
                    / params.tauPresynapticMs();
        }
        double above = Math.max(0, potentials[step][post] - params.thetaPlusMv());
        return -params.depressionPerMv() * inputs[step][pre] * minus
                + DT_MS * params.potentiationPerMv2() * trace * above * plus;
    }

    /** u = V_0 + sum over steps of (V_s - V_0) (1 - e^{-dt/tau}) e^{-(t - s)/tau}; before the first step V_0 had lasted for ever. */
    private static double lowPassed(double[][] potentials, int post, int step, double tau) {
        double first = potentials[0][post];
        double u = first;
        for (int s = 0; s <= step; s++) {
            u -= (potentials[s][post] - first) * Math.expm1(-DT_MS / tau) * Math.exp(-(step - s) * DT_MS / tau);
        }
        return u;
    }

    /**
     * Voltage clamp (figure 1h of the paper): every presynaptic spike changes the weight by (V - theta_-) (A_LTP (V - theta_+) g - A_LTD), with g = dt/tau_x / (1 -
     * exp(-dt/tau_x)) the area of a trace on the grid; LTD turns to LTP at theta_+ + A_LTD/A_LTP = -43.55 mV.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-80, -70.6, -60, -45.3, -44, -43, -20, 0})
    void underVoltageClampDepressionTurnsToPotentiationWhereTheClosedFormSays(double clampMv) {
        Arrays.fill(v, clampMv);
        LocalRule.Synapses synapses = begin();
        Arrays.fill(spikes, 1);
        synapses.step(true);
        Arrays.fill(spikes, 0);
        // 36 tau_x
        for (int step = 0; step < 36 * 15 / DT_MS; step++) {
            synapses.step(true);
        }
        double area = DT_MS / 15 / -Math.expm1(-DT_MS / 15);
        double gate = Math.max(0, clampMv + 70.6);
        double expected = gate * (8e-5 * Math.max(0, clampMv + 45.3) * area - 14e-5);
        double change = SynapseRig.change(synapses)[0] / SynapseRig.LANES;
        assertThat(change).isCloseTo(expected, within(1e-14));
        assertThat(Math.signum(change)).isEqualTo(gate == 0 ? 0 : Math.signum(clampMv + 43.55));
    }

    /** A spike that comes d after a jump of V meets the potential before it; one step later it does not. */
    @Test
    void theDelayHidesTheLastMilliseconds() {
        for (int late = 0; late <= 1; late++) {
            Arrays.fill(v, params.thetaMinusMv());
            LocalRule.Synapses synapses = begin();
            Arrays.fill(spikes, 0);
            synapses.step(true);
            Arrays.fill(v, -50);
            int delay = (int) (params.delayMs() / DT_MS);
            for (int step = 0; step < delay + late; step++) {
                Arrays.fill(spikes, step == delay + late - 1 ? 1 : 0);
                synapses.step(true);
            }
            double oneStep = (-50 - params.thetaMinusMv()) * -Math.expm1(-DT_MS / params.tauMinusMs());
            assertThat(SynapseRig.change(synapses)[0])
                    .isCloseTo(-late * SynapseRig.LANES * params.depressionPerMv() * oneStep, within(1e-15));
        }
    }

    @Test
    void boundsStopWeightsAndLeaveTheRestAlone() {
        WeightBounds bounds = new WeightBounds(0, 3);
        double[] w = {0.1, 2.9, 1, 0};
        bounds.add(w, 2, new double[] {-0.2, 0.2, 0.5, -1});
        assertThat(w).containsExactly(0, 3, 2, 0);
        assertThatThrownBy(() -> new WeightBounds(1, 1)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new WeightBounds(Double.NaN, 1)).isInstanceOf(ParameterException.class);
    }

    @Test
    void aDelayBetweenTwoStepsIsRefused() {
        assertThatThrownBy(() -> new VoltageRule(params, 0.3, MatrixProduct.detect()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("delayMs");
    }

    private LocalRule.Synapses begin() {
        LocalRule.Synapses synapses = rule.at(rig.view());
        synapses.begin();
        return synapses;
    }
}

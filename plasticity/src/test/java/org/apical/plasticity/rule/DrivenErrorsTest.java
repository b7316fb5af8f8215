package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.apical.network.synapse.DrivingForce;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.transfer.Linear;
import org.apical.plasticity.rule.DendriticPrediction.Eligible;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.junit.jupiter.api.Test;

class DrivenErrorsTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final DendriticPrediction DRIVEN = new DendriticPrediction(
            Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), Eligible.ALL, true, PRODUCT);
    /** Of two presynaptic units the first excites both neurons, the second inhibits them. */
    private static final double[] WEIGHTS = {0.3, 0, 0.3, 0, 0, 0.2, 0, 0.2};

    private static SynapseView view(double[] trace, double[] somaMv, double[] basalMv, int lanes, boolean constant) {
        NeuronConstants neuron =
                new NeuronConstants(-60, 5, -60, 5, new Linear(), Optional.of(new DrivingForce(0, -80, -60)));
        Postsynaptic post = Postsynaptic.spiking(2, somaMv, basalMv, null, null, neuron);
        return new SynapseView(new Presynaptic(2, trace, constant), post, () -> WEIGHTS, lanes);
    }

    private static double[][] change(LocalRule.Synapses synapses) {
        double[][] change = {new double[4], new double[2]};
        synapses.addTo(change[0], change[1], 1);
        return change;
    }

    /** e = 1 and -2, V_b = -54 and -66 mV, so that D_E = 0.9 and 1.1, D_I = 1.3 and 0.7: by hand. A bias is a current. */
    @Test
    void changesAreMultipliedByTheDrivingForceOfTheirChannels() {
        double[] somaMv = {-54 + 5, -66 - 10};
        LocalRule.Synapses synapses = DRIVEN.at(view(new double[] {0.5, 2}, somaMv, new double[] {-54, -66}, 1, true));
        synapses.begin();
        synapses.step(false);
        synapses.step(true);
        synapses.step(true);
        double[][] change = change(synapses);
        assertThat(change[0])
                .containsExactly(
                        new double[] {2 * 0.9 * 0.5, 2 * 1.3 * 2, -4 * 1.1 * 0.5, -4 * 0.7 * 2}, within(1e-12));
        assertThat(change[1]).containsExactly(new double[] {2, -4}, within(1e-12));
    }

    /** At the working point it is the rule without driving forces, to the bit; so it is of units that have none. */
    @Test
    void nothingChangesAtTheWorkingPoint() {
        double[] trace = {0.3, -0.7, 1.1, 0.2};
        double[] somaMv = {-61, -52, -58, -57};
        double[] basalMv = {-60, -60, -60, -60};
        SynapseView view = view(trace, somaMv, basalMv, 2, false);
        LocalRule.Synapses driven = DRIVEN.at(view);
        LocalRule.Synapses plain =
                new DendriticPrediction(Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT).at(view);
        for (LocalRule.Synapses synapses : new LocalRule.Synapses[] {driven, plain}) {
            synapses.begin();
            synapses.step(true);
            synapses.hold(new int[] {1}, 3);
        }
        double[][] expected = change(plain);
        assertThat(change(driven)).isDeepEqualTo(expected);
        assertThat(expected[0]).doesNotContain(0);
    }

    @Test
    void weightsInUseHaveNone() {
        SynapseView view = view(new double[2], new double[2], new double[2], 1, false);
        assertThatThrownBy(() -> DRIVEN.onlineAt(view, new double[4], 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("drivingForce");
    }
}

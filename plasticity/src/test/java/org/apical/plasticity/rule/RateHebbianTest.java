package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.network.synapse.Quantity;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateHebbianTest {
    private static final int STEPS = 30;
    private static final double THETA = 0.3;

    private final RateHebbian rule = new RateHebbian(THETA, MatrixProduct.detect());
    private final SynapseRig rig = new SynapseRig();

    /** sum over plastic steps and lanes of (r_i - theta) x_j, and of r_i - theta. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void theChangeIsThatOfAPlainLoop(int plasticFrom) {
        LocalRule.Synapses synapses = rule.at(rig.view());
        synapses.begin();
        double[] expected = new double[SynapseRig.UNITS * SynapseRig.PRE + SynapseRig.UNITS];
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            synapses.step(step >= plasticFrom);
            for (int i = 0; step >= plasticFrom && i < SynapseRig.UNITS; i++) {
                for (int lane = 0; lane < SynapseRig.LANES; lane++) {
                    double r = rig.array(Quantity.OUTPUT)[i * SynapseRig.LANES + lane] - THETA;
                    expected[SynapseRig.UNITS * SynapseRig.PRE + i] += r;
                    for (int j = 0; j < SynapseRig.PRE; j++) {
                        double x = rig.array(Quantity.PRESYNAPTIC_TRACE)[j * SynapseRig.LANES + lane];
                        expected[i * SynapseRig.PRE + j] += r * x;
                    }
                }
            }
        }
        assertThat(SynapseRig.change(synapses)).containsExactly(expected, within(1e-13));
    }

    /** NaN in what it does not declare reaches nothing; NaN in what it does reaches the change. */
    @ParameterizedTest
    @EnumSource(
            value = Quantity.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WEIGHT"})
    void itReadsWhatItDeclares(Quantity quantity) {
        LocalRule.Synapses synapses = rule.on(rig.view());
        synapses.begin();
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            rig.poison(quantity);
            synapses.step(true);
        }
        double[] change = SynapseRig.change(synapses);
        assertThat(Arrays.stream(change).anyMatch(Double::isNaN))
                .isEqualTo(rule.quantities().contains(quantity));
    }
}

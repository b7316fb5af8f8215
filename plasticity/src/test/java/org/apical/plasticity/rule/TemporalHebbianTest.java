package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class TemporalHebbianTest {
    private static final int STEPS = 50;
    private static final int UNITS = SynapseRig.UNITS;
    private static final int PRE = SynapseRig.PRE;
    private static final int LANES = SynapseRig.LANES;

    private final TemporalHebbian rule = new TemporalHebbian(0.5, MatrixProduct.detect());
    private final SynapseRig rig = new SynapseRig();
    private final double[] output = rig.array(Quantity.OUTPUT);
    private final double[] trace = rig.array(Quantity.PRESYNAPTIC_TRACE);

    /** (r(end) - r(start)) x, summed over lanes, whatever the way there. */
    @Test
    void underConstantPresynapticRatesOnlyTheEndsOfTheControlledPhaseCount() {
        for (boolean declaredConstant : new boolean[] {false, true}) {
            LocalRule.Synapses synapses = rule.at(view(declaredConstant));
            synapses.begin();
            rig.draw();
            double[] x = trace.clone();
            double[] start = null;
            for (int step = 0; step < STEPS; step++) {
                rig.draw();
                System.arraycopy(x, 0, trace, 0, x.length);
                boolean controlled = step > 10;
                synapses.step(controlled);
                start = controlled ? start : output.clone();
            }
            double[] change = SynapseRig.change(synapses);
            for (int i = 0; i < UNITS; i++) {
                double bias = 0;
                for (int lane = 0; lane < LANES; lane++) {
                    bias += output[i * LANES + lane] - start[i * LANES + lane];
                }
                // 39 terms of order one
                assertThat(change[UNITS * PRE + i]).isCloseTo(bias, within(1e-14));
                for (int j = 0; j < PRE; j++) {
                    double expected = 0;
                    for (int lane = 0; lane < LANES; lane++) {
                        expected += (output[i * LANES + lane] - start[i * LANES + lane]) * x[j * LANES + lane];
                    }
                    assertThat(change[i * PRE + j]).isCloseTo(expected, within(1e-14));
                }
            }
        }
    }

    /** Integration by parts: what the rule gives to r and x and what it gives to x and r add up to the change of r x. */
    @Test
    void theTwoOrdersOfFactorsAddUpToTheChangeOfTheProduct() {
        double[] r = {0};
        double[] x = {0};
        LocalRule.Synapses forward = one(r, x);
        LocalRule.Synapses backward = one(x, r);
        double first = 0;
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            r[0] = output[0];
            x[0] = trace[0];
            first = step == 0 ? r[0] * x[0] : first;
            forward.step(true);
            backward.step(true);
        }
        assertThat(weight(forward) + weight(backward)).isCloseTo(r[0] * x[0] - first, within(1e-14));
    }

    /** r = sin 2t, x = cos 3t on (0, 1): the integral of 2 cos 2t cos 3t is sin 1 + sin(5)/5. */
    @Test
    void smoothCoursesAreOfSecondOrder() {
        double exact = Math.sin(1) + Math.sin(5) / 5;
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            int steps = 100 << k;
            double[] r = {0};
            double[] x = {0};
            LocalRule.Synapses synapses = one(r, x);
            for (int step = 0; step <= steps; step++) {
                r[0] = Math.sin(2.0 * step / steps);
                x[0] = Math.cos(3.0 * step / steps);
                synapses.step(true);
            }
            error[k] = weight(synapses) - exact;
        }
        assertThat(Math.abs(error[1])).isLessThan(1e-4);
        assertThat(error[0] / error[1]).isCloseTo(4, within(0.01));
    }

    @Test
    void aLaneThatIsTakenOverGoesOnAsIfNothingHadHappened() {
        double[] r = {0};
        double[] x = {0};
        double[] wideR = {0, 0};
        double[] wideX = {0, 0};
        LocalRule.Synapses wide = rule.at(
                new SynapseView(new Presynaptic(1, wideX, false), Postsynaptic.graded(1, null, null, wideR, null), 2));
        LocalRule.Synapses uninterrupted = one(r, x);
        LocalRule.Synapses narrow = one(r, x);
        wide.begin();
        for (int step = 0; step < STEPS; step++) {
            rig.draw();
            r[0] = wideR[1] = output[1];
            x[0] = wideX[1] = trace[1];
            uninterrupted.step(step >= 20);
            if (step < 20) {
                wide.step(false);
            } else {
                if (step == 20) {
                    narrow.begin();
                    narrow.take(wide, new int[] {1});
                }
                narrow.step(true);
            }
        }
        assertThat(weight(narrow)).isEqualTo(weight(uninterrupted)).isNotZero();
    }

    private SynapseView view(boolean constant) {
        return new SynapseView(
                new Presynaptic(PRE, trace, constant), Postsynaptic.graded(UNITS, null, null, output, null), LANES);
    }

    private LocalRule.Synapses one(double[] r, double[] x) {
        LocalRule.Synapses synapses =
                rule.at(new SynapseView(new Presynaptic(1, x, false), Postsynaptic.graded(1, null, null, r, null), 1));
        synapses.begin();
        return synapses;
    }

    private static double weight(LocalRule.Synapses synapses) {
        double[] dW = new double[1];
        synapses.addTo(dW, new double[1], 1);
        return dW[0];
    }
}

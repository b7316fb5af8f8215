package org.apical.plasticity.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastControlTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final int UNITS = 3;
    private static final int PRE = 4;
    private static final int LANES = 5;

    private final SplittableRandom random = new SplittableRandom(7);
    private final double[] trace = new double[PRE * LANES];
    private final double[] soma = new double[UNITS * LANES];
    private final double[] basal = new double[UNITS * LANES];

    private SynapseView view(boolean constant, NeuronConstants neuron) {
        Postsynaptic post = Postsynaptic.graded(UNITS, soma, basal, new double[UNITS * LANES], neuron);
        return new SynapseView(new Presynaptic(PRE, trace, constant), post, LANES);
    }

    private void draw() {
        Arrays.setAll(trace, k -> random.nextDouble(-1, 1));
        Arrays.setAll(soma, k -> -60 + 5 * random.nextDouble(-1, 1));
        Arrays.setAll(basal, k -> -65 + 12 * random.nextDouble(-1, 1));
    }

    /** The rule written out for one synapse at a time, in plain loops; 35 terms of order one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changeEqualsThePlainLoopOverStepsAndLanes(boolean constant) {
        LocalRule.Synapses rule = new LeastControl(new Prediction.Instantaneous(), PRODUCT)
                .at(view(constant, new NeuronConstants(-60, 5, -65, 12, new Tanh())));
        double[] weight = new double[UNITS * PRE];
        double[] bias = new double[UNITS];
        rule.begin();
        double[] rates = new double[trace.length];
        for (int step = 0; step < 7; step++) {
            draw();
            if (step == 0) {
                System.arraycopy(trace, 0, rates, 0, rates.length);
            } else if (constant) {
                System.arraycopy(rates, 0, trace, 0, rates.length);
            }
            boolean plastic = step % 3 != 1;
            rule.step(plastic);
            for (int i = 0; plastic && i < UNITS; i++) {
                for (int lane = 0; lane < LANES; lane++) {
                    int k = i * LANES + lane;
                    double psi = (soma[k] + 60) / 5 - (basal[k] + 65) / 12;
                    bias[i] += psi;
                    for (int j = 0; j < PRE; j++) {
                        weight[i * PRE + j] += psi * trace[j * LANES + lane];
                    }
                }
            }
        }
        double[] dW = new double[UNITS * PRE];
        double[] db = new double[UNITS];
        rule.addTo(dW, db, 1);
        assertThat(dW).containsExactly(weight, within(1e-13));
        assertThat(db).containsExactly(bias, within(1e-13));
    }

    /** Where phi is flat, dendritic prediction sees nothing of the control, least control all of it. */
    @Test
    void aSaturatedNeuronGoesOnLearning() {
        NeuronConstants unit = NeuronConstants.abstractUnit(new Tanh());
        Arrays.fill(trace, 1);
        Arrays.fill(soma, 20);
        Arrays.fill(basal, 18);
        LocalRule.Synapses least = new LeastControl(new Prediction.Instantaneous(), PRODUCT).at(view(false, unit));
        double[] dW = new double[UNITS * PRE];
        least.begin();
        least.step(true);
        least.addTo(dW, new double[UNITS], 1.0 / LANES);
        assertThat(dW).containsOnly(2);
    }
}

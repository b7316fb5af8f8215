package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.TestNetworks;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.OptimalControl;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InversionDynamicsTest {
    private static final int LANES = 5;
    private static final double ALPHA = 0.05;
    private static final double[] INPUT = uniform(31, 4 * LANES);
    /** Outputs of size 2, far from what the network does by itself. */
    private static final double[] TARGET = TestNetworks.uniform(32, 3 * LANES);

    static {
        for (int k = 0; k < TARGET.length; k++) {
            TARGET[k] *= 2;
        }
    }

    private final NetworkDescription network = tanh(4, 7, 6, 3);
    private final NetworkWeights weights = TestNetworks.weights(network, 5);

    private Simulation settled(double tauPsi) {
        RateFormulation formulation = TestNetworks.rates(network, timing(6000, 0.02), controller(ALPHA, 0), 0.1)
                .withFeedback(new FeedbackPath.Inversion(tauPsi));
        return TestNetworks.run(formulation, weights, INPUT, LANES, OutputTarget.fixed(TARGET));
    }

    /** The limit of the dynamics, in time, is the solution of the constrained problem, found by Newton's method. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2})
    void theySettleAtTheControlOfLeastNorm(double tauPsi) {
        weights.setBackwardToTranspose(network);
        Simulation simulation = settled(tauPsi);
        for (int lane = 0; lane < LANES; lane++) {
            OptimalControl wanted = OptimalControl.of(
                    network, weights, lane(INPUT, LANES, lane), lane(TARGET, LANES, lane), ALPHA, 1e-12);
            assertThat(lane(simulation.control(), LANES, lane)).containsExactly(wanted.control(), within(1e-10));
            for (int l = 0; l < 3; l++) {
                assertThat(lane(simulation.layer(l).apical(), LANES, lane))
                        .containsExactly(wanted.psi()[l], within(1e-10));
            }
        }
    }

    /** psi_i = phi'_i o (S_{i+1} psi_{i+1}), whatever S is; and Q does not matter. */
    @Test
    void eachLayerHearsTheLayerAboveThroughItsOwnWeights() {
        weights.setBackwardToRandom(network, new RandomStreams(9));
        java.util.Arrays.fill(weights.feedback(1), Double.NaN);
        Simulation simulation = settled(0.1);
        for (int lane = 0; lane < LANES; lane++) {
            double[] above = lane(simulation.control(), LANES, lane);
            for (int l = 2; l >= 0; l--) {
                double[] v = lane(simulation.layer(l).postsynaptic().soma(), LANES, lane);
                double[] psi = lane(simulation.layer(l).apical(), LANES, lane);
                for (int i = 0; i < psi.length; i++) {
                    double wanted = l == 2 ? above[i] : 0;
                    for (int j = 0; l < 2 && j < above.length; j++) {
                        wanted += weights.backward(l + 1)[i * above.length + j] * above[j];
                    }
                    assertThat(psi[i]).isCloseTo(network.transfer(l).derivative(v[i]) * wanted, within(1e-10));
                }
                above = psi;
            }
        }
    }

    /** Under a soma that hardly moves u grows by dt e in each step, and psi follows it by dt / tau_psi. */
    @Test
    void psiApproachesWithItsOwnTimeConstant() {
        NetworkDescription single = tanh(4, 3);
        NetworkWeights w = NetworkWeights.zero(single);
        RateFormulation formulation = TestNetworks.rates(single, timing(30, 0.02), controller(0, 0), 1e6)
                .withFeedback(new FeedbackPath.Inversion(0.1));
        double[] psi = new double[30];
        TestNetworks.run(
                formulation,
                w,
                INPUT,
                LANES,
                OutputTarget.fixed(TARGET),
                (controlled, step, state) -> psi[step] = state.layer(0).apical()[0]);
        double expected = 0;
        for (int step = 1; step < 30; step++) {
            expected += 0.2 * (0.02 * step * TARGET[0] - expected);
            assertThat(psi[step]).isCloseTo(expected, within(1e-5 * Math.abs(TARGET[0])));
        }
    }

    @Test
    void aPresentationForgetsTheOneBefore() {
        weights.setBackwardToTranspose(network);
        RateFormulation formulation = TestNetworks.rates(network, timing(50, 0.02), controller(ALPHA, 0), 0.1)
                .withFeedback(new FeedbackPath.Inversion(0.1));
        Simulation used = TestNetworks.run(formulation, weights, INPUT, LANES, OutputTarget.fixed(TARGET));
        double[] first = used.layer(0).apical().clone();
        used.present(formulation.map(weights), TestNetworks.presentation(INPUT, LANES, 0), OutputTarget.fixed(TARGET));
        assertThat(used.layer(0).apical()).isEqualTo(first);
    }

    @Test
    void aStepTooLongForPsiIsRefused() {
        RateFormulation formulation = TestNetworks.rates(network, timing(50, 0.02), controller(ALPHA, 0), 0.1)
                .withFeedback(new FeedbackPath.Inversion(0.01));
        assertThatThrownBy(() -> formulation.simulation(1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("tau_psi");
    }

    /** What psi is in mV is not said: compartments are refused rather than misread. */
    @Test
    void compartmentsAreRefused() {
        PyramidalCell cell = PyramidalCell.standard();
        Simulation graded = new GradedFormulation(
                        network,
                        timing(10, 0.01),
                        controller(ALPHA, 0),
                        neurons(cell),
                        new ExactIntegration(cell, 1),
                        PRODUCT)
                .simulation(1);
        assertThatThrownBy(() -> new FeedbackPath.Inversion(0.1)
                        .at(
                                java.util.List.of(graded.layer(0), graded.layer(1), graded.layer(2)),
                                graded.timing(),
                                PRODUCT,
                                1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("abstract units");
    }
}

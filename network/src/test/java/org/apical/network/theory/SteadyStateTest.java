package org.apical.network.theory;

import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private static final double ALPHA = 0.01;

    private final double[] input = uniform(2, 5);

    @Test
    void newtonReachesItsResidualForNudgesOfEverySize() {
        NetworkDescription network = tanh(5, 8, 7, 3);
        NetworkWeights weights = TestNetworks.weights(network, 4);
        for (double size : new double[] {1e-3, 0.1, 1}) {
            double[] target = target(network, weights, size);
            SteadyState state = SteadyState.newton(network, weights, input, target, ALPHA, 1e-12);
            assertThat(state.residual()).isLessThanOrEqualTo(1e-12);
            for (int o = 0; o < 3; o++) {
                assertThat(target[o] - state.state().output()[o]).isCloseTo(ALPHA * state.control()[o], within(1e-12));
            }
        }
    }

    @Test
    void everyLayerOfTheSolutionIsDriveAndFeedback() {
        NetworkDescription network = tanh(5, 8, 7, 3);
        NetworkWeights weights = TestNetworks.weights(network, 4);
        SteadyState state = SteadyState.newton(network, weights, input, target(network, weights, 0.5), ALPHA, 1e-12);
        for (int l = 0; l < 3; l++) {
            double[] drive = state.state().drive(network, weights, l);
            for (int i = 0; i < network.units(l); i++) {
                double feedback = 0;
                for (int o = 0; o < 3; o++) {
                    feedback += weights.feedback(l)[i * 3 + o] * state.control()[o];
                }
                assertThat(state.state().potential(l)[i]).isCloseTo(drive[i] + feedback, within(1e-14));
            }
        }
    }

    @Test
    void analyticSteadyStateIsExactForALinearNetwork() {
        NetworkDescription network = linear(5, 6, 4, 3);
        NetworkWeights weights = TestNetworks.weights(network, 4);
        SteadyState state = SteadyState.analytic(network, weights, input, target(network, weights, 1), ALPHA);
        // one linear solve of three equations
        assertThat(state.residual()).isLessThanOrEqualTo(1e-14);
    }

    @Test
    void analyticSteadyStateErrsByTheSquareOfTheNudge() {
        NetworkDescription network = tanh(5, 8, 7, 3);
        NetworkWeights weights = TestNetworks.weights(network, 4);
        double large = SteadyState.analytic(network, weights, input, target(network, weights, 0.02), ALPHA)
                .residual();
        double small = SteadyState.analytic(network, weights, input, target(network, weights, 0.01), ALPHA)
                .residual();
        // ratio 4 with a relative correction of the order of the nudge
        assertThat(large / small).isCloseTo(4, within(4 * 0.05));
    }

    @Test
    void withoutLeakTheTargetIsReached() {
        NetworkDescription network = tanh(5, 8, 3);
        NetworkWeights weights = TestNetworks.weights(network, 4);
        double[] target = target(network, weights, 0.3);
        SteadyState state = SteadyState.newton(network, weights, input, target, 0, 1e-12);
        assertThat(state.state().output()).containsExactly(target, within(1e-12));
    }

    @Test
    void anUnreachableTargetIsReported() {
        NetworkDescription bounded = new NetworkDescription(
                java.util.List.of(5, 4, 3),
                new org.apical.neuron.transfer.Tanh(),
                new org.apical.neuron.transfer.Tanh());
        NetworkWeights weights = TestNetworks.weights(bounded, 4);
        assertThatThrownBy(() -> SteadyState.newton(bounded, weights, input, new double[] {2, 2, 2}, 0, 1e-12))
                .isInstanceOf(ArithmeticException.class);
    }

    private double[] target(NetworkDescription network, NetworkWeights weights, double size) {
        double[] shift = uniform(9, 3);
        for (int o = 0; o < 3; o++) {
            shift[o] *= size;
        }
        return LinearisedNetworkTest.sum(
                SampleState.feedforward(network, weights, input).output(), shift);
    }
}

package org.apical.network.theory;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.Allocation;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steady states of a block of lanes are those of its samples one by one. */
class AnalyticBatchTest {
    private static final double ALPHA = 0.01;
    private static final int LANES = 19;
    /** Some 50 roundings of numbers of order one, times the condition of J Q + alpha I, below 100 in these networks. */
    private static final double ROUNDING = 1e-12;

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(5, 8, 7, 3), new Tanh(), new Linear()),
                new NetworkDescription(List.of(12, 33, 40, 20, 4), new Tanh(), new Linear()),
                new NetworkDescription(List.of(5, 9, 6, 3), new Sigmoid(), new Sigmoid()),
                new NetworkDescription(List.of(5, 30, 3), new RectifiedLinear(0), new Linear()),
                new NetworkDescription(List.of(5, 3), new Tanh(), new Tanh()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void analyticSteadyStateEqualsThatOfEachSample(NetworkDescription network) {
        NetworkWeights weights = TestNetworks.weights(network, 4);
        double[] input = uniform(2, network.inputs() * LANES);
        AnalyticBatch batch = new AnalyticBatch(network, LANES, ALPHA, PRODUCT);
        batch.enter(weights, input);
        double[] target = target(batch, 0.1);
        batch.analytic(target);
        for (int k = 0; k < LANES; k++) {
            SteadyState one =
                    SteadyState.analytic(network, weights, lane(input, LANES, k), lane(target, LANES, k), ALPHA);
            assertThat(lane(batch.control(), LANES, k)).containsExactly(one.control(), within(ROUNDING));
            assertThat(batch.residual()[k]).isCloseTo(one.residual(), within(ROUNDING));
            for (int l = 0; l < network.layers(); l++) {
                assertThat(lane(batch.state().potential(l), LANES, k))
                        .containsExactly(one.state().potential(l), within(ROUNDING));
                assertThat(lane(batch.state().rate(l), LANES, k))
                        .containsExactly(one.state().rate(l), within(ROUNDING));
                assertThat(lane(batch.state().drive(l), LANES, k))
                        .containsExactly(one.state().drive(network, weights, l), within(ROUNDING));
            }
        }
    }

    /** To the last bit, though its neighbours may need more steps of Newton's or shorter ones. */
    @ParameterizedTest
    @MethodSource("networks")
    void aLaneHasTheSameSteadyStatesBesideAnyOthers(NetworkDescription network) {
        NetworkWeights weights = TestNetworks.weights(network, 4);
        double[] input = uniform(2, network.inputs() * LANES);
        double[] target = {};
        double[][] expected = new double[2][];
        for (int lanes : new int[] {LANES, 1, 8, 11}) {
            AnalyticBatch batch = new AnalyticBatch(network, lanes, ALPHA, PRODUCT);
            batch.enter(weights, some(input, lanes));
            target = lanes == LANES ? target(batch, 0.6) : target;
            batch.analytic(some(target, lanes));
            double[] analytic = batch.control().clone();
            batch.enter(weights, some(input, lanes));
            batch.newtonWherePossible(some(target, lanes), 1e-12);
            double[] newton = batch.control().clone();
            if (lanes == LANES) {
                expected = new double[][] {analytic, newton};
            }
            assertThat(analytic).isEqualTo(some(expected[0], lanes));
            assertThat(newton).isEqualTo(some(expected[1], lanes));
        }
    }

    /** Of all lanes the last ones. */
    private static double[] some(double[] x, int lanes) {
        double[] some = new double[x.length / LANES * lanes];
        Arrays.setAll(some, k -> x[k / lanes * LANES + LANES - lanes + k % lanes]);
        return some;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void newtonReachesItsResidualAndTheStateOfEachSample(NetworkDescription network) {
        NetworkWeights weights = TestNetworks.weights(network, 4);
        double[] input = uniform(2, network.inputs() * LANES);
        AnalyticBatch batch = new AnalyticBatch(network, LANES, ALPHA, PRODUCT);
        batch.enter(weights, input);
        double[] target = target(batch, 0.2);
        batch.newton(target, 1e-12);
        for (int k = 0; k < LANES; k++) {
            SteadyState one =
                    SteadyState.newton(network, weights, lane(input, LANES, k), lane(target, LANES, k), ALPHA, 1e-12);
            assertThat(batch.residual()[k]).isLessThanOrEqualTo(1e-12);
            // two solutions with residuals of 1e-12 differ by that times the norm of (J Q + alpha I)^-1
            assertThat(lane(batch.control(), LANES, k)).containsExactly(one.control(), within(1e-10));
            for (int l = 0; l < network.layers(); l++) {
                assertThat(lane(batch.state().potential(l), LANES, k))
                        .containsExactly(one.state().potential(l), within(1e-10));
            }
        }
    }

    /** One lane starts at its target: it is solved before the first step, and the others do not move it. */
    @Test
    void aConvergedLaneKeepsItsBits() {
        NetworkDescription network = TestNetworks.tanh(5, 8, 7, 3);
        AnalyticBatch batch = new AnalyticBatch(network, LANES, ALPHA, PRODUCT);
        batch.enter(TestNetworks.weights(network, 4), uniform(2, 5 * LANES));
        double[] target = target(batch, 0.3);
        for (int o = 0; o < 3; o++) {
            target[o * LANES + 7] = batch.freeOutput()[o * LANES + 7];
        }
        batch.newton(target, 1e-12);
        assertThat(lane(batch.control(), LANES, 7)).containsOnly(0);
        assertThat(lane(batch.control(), LANES, 6)).doesNotContain(0.0);
    }

    @Test
    void aLaneWithAnUnreachableTargetIsNamed() {
        NetworkDescription bounded = new NetworkDescription(List.of(5, 4, 3), new Tanh(), new Tanh());
        AnalyticBatch batch = new AnalyticBatch(bounded, LANES, 0, PRODUCT);
        batch.enter(TestNetworks.weights(bounded, 4), uniform(2, 5 * LANES));
        double[] target = target(batch, 0.01);
        target[3] = 2;
        assertThatThrownBy(() -> batch.newton(target, 1e-12))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("lane 3");
    }

    @Tag("allocation")
    @Test
    void nothingIsAllocatedAfterConstruction() {
        NetworkDescription network = TestNetworks.tanh(5, 8, 7, 3);
        NetworkWeights weights = TestNetworks.weights(network, 4);
        double[] input = uniform(2, 5 * LANES);
        AnalyticBatch batch = new AnalyticBatch(network, LANES, ALPHA, PRODUCT);
        batch.enter(weights, input);
        double[] target = target(batch, 0.2);
        assertThat(Allocation.leastOfHundred(() -> {
                    batch.enter(weights, input);
                    batch.analytic(target);
                    batch.enter(weights, input);
                    batch.newton(target, 1e-12);
                }))
                .isZero();
    }

    /** r_L^- plus shifts of that size, [output][lane]. */
    private static double[] target(AnalyticBatch batch, double size) {
        double[] target = uniform(9, batch.freeOutput().length);
        for (int k = 0; k < target.length; k++) {
            target[k] = batch.freeOutput()[k] + size * target[k];
        }
        return target;
    }

    /** r = tanh(-u) without a leak: 2 is out of reach, and where r is 1 to the last bit the system is singular; 0.5 is reached. */
    @Test
    void lanesWithoutASolutionAreLeftAndCounted() {
        NetworkDescription network = TestNetworks.tanh(1, 1, 1);
        NetworkWeights weights =
                NetworkWeights.of(network, l -> new double[] {l}, l -> new double[1], l -> new double[] {l - 1});
        AnalyticBatch batch = new AnalyticBatch(network, 2, 0, PRODUCT);
        batch.enter(weights, new double[2]);
        assertThat(batch.newtonWherePossible(new double[] {2, 0.5}, 1e-12)).isEqualTo(1);
        assertThat(batch.residual()[0]).isBetween(1.0, 1.5);
        assertThat(batch.residual()[1]).isLessThanOrEqualTo(1e-12);
        assertThat(Math.tanh(-batch.control()[1])).isCloseTo(0.5, within(1e-12));
        batch.enter(weights, new double[2]);
        assertThatThrownBy(() -> batch.newton(new double[] {2, 0.5}, 1e-12))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("lane 0");
    }
}

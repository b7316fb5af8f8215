package org.apical.network.theory;

import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.random;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.apical.network.TestNetworks.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.transfer.Tanh;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimalControlTest {
    private static final double[] INPUT = uniform(21, 4);
    /** Far from what the networks do by themselves: outputs wanted are of size 2. */
    private static final double[] TARGET = {2, -1.5, 1};

    private final NetworkDescription network = tanh(4, 7, 6, 3);
    private final NetworkWeights weights = weights(network, 5);

    private static OptimalControl solve(NetworkDescription network, NetworkWeights weights, double alpha) {
        return OptimalControl.of(network, weights, INPUT, TARGET, alpha, 1e-11);
    }

    /** All conditions of the constrained problem, from the Jacobian of another class: the equilibrium, alpha u = e, psi = J(v)^T u. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-2, 1, 100})
    void theConditionsOfTheConstrainedProblemHold(double alpha) {
        OptimalControl control = solve(network, weights, alpha);
        LinearisedNetwork linear = new LinearisedNetwork(network, weights, control.state());
        for (int o = 0; o < 3; o++) {
            double error = TARGET[o] - control.state().output()[o];
            assertThat(error - alpha * control.control()[o]).isCloseTo(0, within(1e-12));
        }
        for (int l = 0; l < 3; l++) {
            double[] drive = control.state().drive(network, weights, l);
            for (int i = 0; i < network.units(l); i++) {
                double psi = control.psi()[l][i];
                assertThat(control.state().potential(l)[i] - drive[i] - psi).isCloseTo(0, within(1e-12));
                double seen = 0;
                for (int o = 0; o < 3; o++) {
                    seen += linear.jacobian().get(o, linear.offset(l) + i) * control.control()[o];
                }
                assertThat(psi - seen).isCloseTo(0, within(1e-10));
            }
        }
        assertThat(linear.outsideRowSpace(control.psi())).isLessThan(1e-10);
    }

    /** dH/dW_i = -psi_i r_{i-1}^T and dH/db_i = -psi_i, against central differences over solutions of the whole problem: h^2 and 1e-16 H / h. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1})
    void theGradientOfLeastControlIsLocal(double alpha) {
        OptimalControl control = solve(network, weights, alpha);
        double h = 1e-5;
        for (int l = 0; l < 3; l++) {
            double[] r = control.state().presynaptic(l);
            for (int k = 0; k < weights.forward(l).length; k++) {
                double slope = slope(weights.forward(l), k, h, alpha);
                assertThat(slope).isCloseTo(-control.psi()[l][k / r.length] * r[k % r.length], within(1e-6));
            }
            for (int i = 0; i < network.units(l); i++) {
                assertThat(slope(weights.bias(l), i, h, alpha)).isCloseTo(-control.psi()[l][i], within(1e-6));
            }
        }
    }

    private double slope(double[] parameters, int k, double h, double alpha) {
        double kept = parameters[k];
        parameters[k] = kept + h;
        double above = solve(network, weights, alpha).cost();
        parameters[k] = kept - h;
        double below = solve(network, weights, alpha).cost();
        parameters[k] = kept;
        return (above - below) / (2 * h);
    }

    /** Every other control, with what is left of the error weighed by 1 / (2 alpha), costs more. */
    @Test
    void anyOtherControlCostsMore() {
        double alpha = 0.05;
        OptimalControl control = solve(network, weights, alpha);
        RandomGenerator random = random(8);
        for (int trial = 0; trial < 200; trial++) {
            double size = Math.pow(10, -3 * random.nextDouble());
            double[][] psi = new double[3][];
            double cost = 0;
            for (int l = 0; l < 3; l++) {
                psi[l] = control.psi()[l].clone();
                for (int i = 0; i < psi[l].length; i++) {
                    psi[l][i] += size * random.nextGaussian();
                    cost += psi[l][i] * psi[l][i] / 2;
                }
            }
            double[] output = SampleState.driven(network, weights, INPUT, psi).output();
            for (int o = 0; o < 3; o++) {
                cost += Math.pow(TARGET[o] - output[o], 2) / (2 * alpha);
            }
            assertThat(cost).isGreaterThan(control.cost());
        }
    }

    /** psi = J^T (J J^T + alpha I)^-1 (r_L* - r_L^-). */
    @Test
    void inALinearNetworkItIsTheDampedMinimumNorm() {
        NetworkDescription straight = linear(4, 7, 6, 3);
        NetworkWeights w = weights(straight, 6);
        SampleState free = SampleState.feedforward(straight, w, INPUT);
        LinearisedNetwork linear = new LinearisedNetwork(straight, w, free);
        DMatrixRMaj gram = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.multTransB(linear.jacobian(), linear.jacobian(), gram);
        double[] delta = new double[3];
        for (int o = 0; o < 3; o++) {
            gram.add(o, o, 0.1);
            delta[o] = TARGET[o] - free.output()[o];
        }
        double[] u = LinearisedNetwork.solve(gram, delta);
        OptimalControl control = solve(straight, w, 0.1);
        assertThat(control.control()).containsExactly(u, within(1e-10));
        for (int l = 0; l < 3; l++) {
            for (int i = 0; i < straight.units(l); i++) {
                double psi = 0;
                for (int o = 0; o < 3; o++) {
                    psi += linear.jacobian().get(o, linear.offset(l) + i) * u[o];
                }
                assertThat(control.psi()[l][i]).isCloseTo(psi, within(1e-10));
            }
        }
    }

    /** alpha psi -> J^T e of the feedforward state, with an error of order 1 / alpha. */
    @Test
    void weakControlIsBackpropagation() {
        LinearisedNetwork linear =
                new LinearisedNetwork(network, weights, SampleState.feedforward(network, weights, INPUT));
        double alpha = 1e6;
        OptimalControl control = solve(network, weights, alpha);
        for (int l = 0; l < 3; l++) {
            for (int i = 0; i < network.units(l); i++) {
                double gradient = 0;
                for (int o = 0; o < 3; o++) {
                    gradient += linear.jacobian().get(o, linear.offset(l) + i)
                            * (TARGET[o] - linear.state().output()[o]);
                }
                assertThat(alpha * control.psi()[l][i]).isCloseTo(gradient, within(1e-4));
            }
        }
    }

    /** A tanh output of 2 cannot be reached: the leak lets it be missed. */
    @Test
    void aTargetOutOfReachIsMissed() {
        NetworkDescription bounded = new NetworkDescription(List.of(4, 6, 3), new Tanh(), new Tanh());
        OptimalControl control = solve(bounded, weights(bounded, 4), 0.05);
        assertThat(control.state().output()[0]).isBetween(0.5, 1.0);
        assertThat(control.control()[0]).isGreaterThan(1 / 0.05);
    }

    @Test
    void whatDoesNotConvergeIsRefused() {
        assertThatThrownBy(() -> OptimalControl.of(network, weights, INPUT, new double[] {Double.NaN, 0, 0}, 1, 1e-9))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("least control");
    }
}

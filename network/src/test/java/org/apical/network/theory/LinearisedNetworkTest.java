package org.apical.network.theory;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.run;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Tanh;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;

class LinearisedNetworkTest {
    private final NetworkDescription network = tanh(4, 6, 5, 3);
    private final NetworkWeights weights = TestNetworks.weights(network, 8);
    private final double[] input = uniform(1, 4);

    /** Moving b_i moves v_i and everything above it: the finite difference of r_L is dr_L/dv_i. */
    @Test
    void jacobianEqualsFiniteDifferences() {
        LinearisedNetwork at = linearised(weights);
        double h = 1e-5;
        for (int l = 0; l < network.layers(); l++) {
            for (int i = 0; i < network.units(l); i++) {
                double[] up = outputWithBias(l, i, h);
                double[] down = outputWithBias(l, i, -h);
                for (int o = 0; o < 3; o++) {
                    // central difference: h^2 |phi'''| / 6 < 1e-10, rounding 1e-16 / h = 1e-11
                    assertThat(at.jacobian().get(o, at.offset(l) + i))
                            .isCloseTo((up[o] - down[o]) / (2 * h), within(1e-9));
                }
            }
        }
    }

    /**
     * All layers at once, with J_w J_w^T from finite differences of the output along the rows of the weight Jacobian J_w: what is seen of d is the projection on them. The rows
     * themselves have no part that is unseen.
     */
    @Test
    void theNullSpaceOfAllLayersIsThatOfTheStackedWeightJacobian() {
        LinearisedNetwork at = linearised(weights);
        double[][] errors = {uniform(9, 6), uniform(10, 5), uniform(11, 3)};
        double[] moved = along(errors, 1e-6);
        double[][] gram = new double[3][];
        for (int o = 0; o < 3; o++) {
            double[][] row = new double[3][];
            for (int l = 0; l < 3; l++) {
                row[l] = new double[network.units(l)];
                for (int i = 0; i < row[l].length; i++) {
                    row[l][i] = at.jacobian().get(o, at.offset(l) + i);
                }
            }
            gram[o] = along(row, 1e-6);
            assertThat(at.nullSpaceShare(row)).isCloseTo(0, within(1e-6));
        }
        double[] c = LinearisedNetwork.solve(new DMatrixRMaj(gram), moved);
        double inside = c[0] * moved[0] + c[1] * moved[1] + c[2] * moved[2];
        double norm = 0;
        for (int l = 0; l < 3; l++) {
            double presynaptic =
                    1 + Arrays.stream(at.state().presynaptic(l)).map(r -> r * r).sum();
            norm += presynaptic * Arrays.stream(errors[l]).map(e -> e * e).sum();
        }
        // central differences: h^2 r3 / 6 = 1e-12 of the third derivative, rounding 1e-16 / h = 1e-10
        assertThat(at.nullSpaceShare(errors)).isCloseTo(Math.sqrt(1 - inside / norm), within(1e-8));
        assertThat(at.nullSpaceShare(new double[][] {new double[6], new double[5], new double[3]}))
                .isZero();
    }

    /** Derivative of the output along the update error_i (r_{i-1}, 1)^T. */
    private double[] along(double[][] errors, double h) {
        LinearisedNetwork at = linearised(weights);
        double[][] ends = new double[2][];
        for (int side = 0; side < 2; side++) {
            NetworkWeights changed = weights.copy();
            double step = side == 0 ? h : -h;
            for (int l = 0; l < 3; l++) {
                double[] r = at.state().presynaptic(l);
                for (int i = 0; i < errors[l].length; i++) {
                    changed.bias(l)[i] += step * errors[l][i];
                    for (int j = 0; j < r.length; j++) {
                        changed.forward(l)[i * r.length + j] += step * errors[l][i] * r[j];
                    }
                }
            }
            ends[side] = SampleState.feedforward(network, changed, input).output();
        }
        double[] slope = new double[3];
        Arrays.setAll(slope, o -> (ends[0][o] - ends[1][o]) / (2 * h));
        return slope;
    }

    /** A projector that leaves the rows of J as they are, of trace n_L, and by which condition 2 is what it says. */
    @Test
    void theRowSpaceIsThatOfJ() {
        LinearisedNetwork at = linearised(weights);
        DMatrixRMaj p = at.rowSpace();
        int n = p.numRows;
        DMatrixRMaj rows = CommonOps_DDRM.mult(at.jacobian(), p, null);
        assertThat(MatrixFeatures_DDRM.isIdentical(rows, at.jacobian(), 1e-12)).isTrue();
        assertThat(MatrixFeatures_DDRM.isIdentical(CommonOps_DDRM.mult(p, p, null), p, 1e-12))
                .isTrue();
        assertThat(CommonOps_DDRM.trace(p)).isCloseTo(3, within(1e-12));
        assertThat(n).isEqualTo(14);
        DMatrixRMaj seen = CommonOps_DDRM.mult(p, at.feedback(), null);
        assertThat(NormOps_DDRM.normF(seen) / NormOps_DDRM.normF(at.feedback()))
                .isCloseTo(at.conditionTwo(), within(1e-12));
    }

    /** What is called unseen changes the output by the square of its size only; the rest is what the output sees. */
    @Test
    void whatLiesInTheNullSpaceChangesNoOutputToFirstOrder() {
        LinearisedNetwork at = linearised(weights);
        double[] error = uniform(9, 6);
        double share = at.nullSpaceShare(0, error);
        assertThat(share).isBetween(0.1, 0.99);
        // the part that is seen: gradient steps on |J (error - s)|^2 from s = 0 stay in the row space and end at its
        // projection
        double[] seen = new double[6];
        for (int step = 0; step < 200_000; step++) {
            double[] gradient = new double[6];
            for (int o = 0; o < 3; o++) {
                double residual = 0;
                for (int i = 0; i < 6; i++) {
                    residual += at.jacobian().get(o, i) * (error[i] - seen[i]);
                }
                for (int i = 0; i < 6; i++) {
                    gradient[i] += 0.1 * at.jacobian().get(o, i) * residual;
                }
            }
            for (int i = 0; i < 6; i++) {
                seen[i] += gradient[i];
            }
        }
        double[] unseen = new double[6];
        for (int i = 0; i < 6; i++) {
            unseen[i] = error[i] - seen[i];
        }
        assertThat(share).isCloseTo(TestNetworks.rms(unseen) / TestNetworks.rms(error), within(1e-9));
        assertThat(at.nullSpaceShare(0, seen)).isCloseTo(0, within(1e-8));
        assertThat(at.nullSpaceShare(0, unseen)).isCloseTo(1, within(1e-8));
        assertThat(at.nullSpaceShare(0, new double[6])).isZero();
        double moved = outputAfter(unseen, 1e-3);
        assertThat(moved).isLessThan(1e-5);
        assertThat(outputAfter(seen, 1e-3)).isGreaterThan(10 * moved);
    }

    /** Largest change of the output when W_1 changes by h e r_0^T. */
    private double outputAfter(double[] e, double h) {
        NetworkWeights changed = weights.copy();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 4; j++) {
                changed.forward(0)[i * 4 + j] += h * e[i] * input[j];
            }
        }
        return TestNetworks.largestDifference(
                SampleState.feedforward(network, changed, input).output(),
                SampleState.feedforward(network, weights, input).output());
    }

    @Test
    void conditionOneIsTheSpreadOfTheNormsOfWhatIsPresynaptic() {
        NetworkDescription straight = linear(1, 1, 1);
        NetworkWeights w = NetworkWeights.zero(straight);
        w.forward(0)[0] = 3;
        w.forward(1)[0] = 1;
        // presynaptic norms 2 and 6: mean 4, standard deviation 2
        LinearisedNetwork at =
                new LinearisedNetwork(straight, w, SampleState.feedforward(straight, w, new double[] {2}));
        assertThat(at.conditionOne()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void conditionTwoIsOneWhenFeedbackIsTheTransposedJacobian() {
        NetworkWeights aligned = weights.copy();
        LinearisedNetwork at = linearised(weights);
        for (int l = 0; l < network.layers(); l++) {
            for (int i = 0; i < network.units(l); i++) {
                for (int o = 0; o < 3; o++) {
                    aligned.feedback(l)[i * 3 + o] = at.jacobian().get(o, at.offset(l) + i);
                }
            }
        }
        assertThat(linearised(aligned).conditionTwo()).isCloseTo(1, within(1e-12));
    }

    /** A silent output has no row in J: the row space is that of the others, in which the transposed Jacobian lies. */
    @Test
    void silentOutputsTakeNoPartInTheRowSpace() {
        NetworkDescription rectified = new NetworkDescription(List.of(4, 6, 3), new Tanh(), new RectifiedLinear(-1));
        NetworkWeights some = TestNetworks.weights(rectified, 8);
        some.bias(1)[0] = -100;
        LinearisedNetwork before =
                new LinearisedNetwork(rectified, some, SampleState.feedforward(rectified, some, input));
        for (int l = 0; l < 2; l++) {
            for (int i = 0; i < rectified.units(l); i++) {
                for (int o = 0; o < 3; o++) {
                    some.feedback(l)[i * 3 + o] = before.jacobian().get(o, before.offset(l) + i);
                }
            }
        }
        LinearisedNetwork at = new LinearisedNetwork(rectified, some, SampleState.feedforward(rectified, some, input));
        assertThat(at.jacobian().get(0, at.offset(1))).isZero();
        assertThat(at.conditionTwo()).isCloseTo(1, within(1e-12));
        int n = at.jacobian().numCols;
        double[][] row = {
            Arrays.copyOfRange(at.jacobian().data, n, n + 6), Arrays.copyOfRange(at.jacobian().data, n + 6, 2 * n)
        };
        assertThat(at.outsideRowSpace(row)).isCloseTo(0, within(1e-12));
        assertThat(at.nullSpaceShare(row)).isCloseTo(0, within(1e-7));
    }

    @Test
    void aSingularSystemIsRefused() {
        DMatrixRMaj singular = new DMatrixRMaj(new double[][] {{1, 2}, {2, 4}});
        assertThatThrownBy(() -> LinearisedNetwork.solve(singular, new double[] {1, 1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("singular system of 2");
    }

    @Test
    void conditionTwoIsTheRootOfTheShareOfDimensionsForRandomFeedback() {
        NetworkDescription wide = tanh(4, 400, 100, 3);
        NetworkWeights random = TestNetworks.weights(wide, 8);
        for (int l = 0; l < 3; l++) {
            var generator = TestNetworks.random(40 + l);
            for (int k = 0; k < random.feedback(l).length; k++) {
                random.feedback(l)[k] = generator.nextGaussian();
            }
        }
        LinearisedNetwork at = new LinearisedNetwork(wide, random, SampleState.feedforward(wide, random, input));
        // ||P Q||^2 is chi-squared with 3 x 3 degrees of freedom around 9, relative deviation sqrt(2/9); ||Q||^2 about
        // 3 x 503
        double square = at.conditionTwo() * at.conditionTwo() * 503;
        assertThat(square).isBetween(3 * (1 - 2 * Math.sqrt(2.0 / 9)), 3 * (1 + 3 * Math.sqrt(2.0 / 9)));
    }

    @Test
    void largestEigenvalueOfOneUnitIsTheRootOfItsQuadratic() {
        NetworkDescription one = linear(1, 1);
        NetworkWeights unit = NetworkWeights.zero(one);
        double q = 0.8;
        unit.feedback(0)[0] = q;
        double alpha = 0.1;
        double kp = 0.5;
        double tau = 0.05;
        LinearisedNetwork at = new LinearisedNetwork(one, unit, SampleState.feedforward(one, unit, new double[] {0}));
        // [-1/tau, q/tau; -1 + kp/tau, -alpha - kp q/tau]
        double trace = -1 / tau - alpha - kp * q / tau;
        double determinant = (alpha + kp * q / tau) / tau + q / tau * (1 - kp / tau);
        double root = trace / 2 + Math.sqrt(trace * trace / 4 - determinant);
        assertThat(at.largestRealEigenvalue(alpha, kp, tau)).isCloseTo(root, within(1e-9));
    }

    @Test
    void eigenvalueIsTheRateAtWhichASimulationLeavesOrReachesItsSteadyState() {
        NetworkDescription straight = linear(4, 5, 3);
        NetworkWeights stable = TestNetworks.weights(straight, 12);
        NetworkWeights unstable = stable.copy();
        for (int l = 0; l < 2; l++) {
            for (int k = 0; k < unstable.feedback(l).length; k++) {
                unstable.feedback(l)[k] *= -1;
            }
        }
        double alpha = 0.05;
        double kp = 0.1;
        double tau = 0.05;
        for (NetworkWeights w : new NetworkWeights[] {stable, unstable}) {
            double eigenvalue = new LinearisedNetwork(straight, w, SampleState.feedforward(straight, w, input))
                    .largestRealEigenvalue(alpha, kp, tau);
            assertThat(eigenvalue > 0).isEqualTo(w == unstable);
            double measured = measuredRate(straight, w, alpha, kp, tau);
            // forward Euler: rate (lambda + lambda^2 dt / 2) with |lambda| dt < 0.005; faster modes are gone by t = 8
            assertThat(measured / eigenvalue).isCloseTo(1, within(0.01));
        }
    }

    private double measuredRate(NetworkDescription straight, NetworkWeights w, double alpha, double kp, double tau) {
        double dt = 0.001;
        int first = 8000;
        int last = 12_000;
        double[] shift = uniform(3, 3);
        double[] limit = SteadyState.analytic(
                        straight,
                        w,
                        input,
                        sum(SampleState.feedforward(straight, w, input).output(), shift),
                        alpha)
                .control();
        double[] distance = new double[2];
        run(
                rates(straight, timing(last + 1, dt), controller(alpha, kp), tau),
                w,
                input,
                1,
                shifted(shift),
                (controlled, step, state) -> {
                    if (step == first || step == last) {
                        distance[step == first ? 0 : 1] = norm(state.control(), limit);
                    }
                });
        return Math.log(distance[1] / distance[0]) / ((last - first) * dt);
    }

    private static double norm(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < y.length; k++) {
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        }
        return Math.sqrt(sum);
    }

    static double[] sum(double[] x, double[] y) {
        double[] z = x.clone();
        for (int k = 0; k < z.length; k++) {
            z[k] += y[k];
        }
        return z;
    }

    private LinearisedNetwork linearised(NetworkWeights w) {
        return new LinearisedNetwork(network, w, SampleState.feedforward(network, w, input));
    }

    private double[] outputWithBias(int layer, int unit, double by) {
        NetworkWeights moved = weights.copy();
        moved.bias(layer)[unit] += by;
        return SampleState.feedforward(network, moved, input).output();
    }
}

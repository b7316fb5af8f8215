package org.apical.network.adaptive;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.rms;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apical.network.TestNetworks;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.divergence.DivergenceLimits;
import org.apical.network.dynamics.ControlledChain;
import org.apical.network.theory.AnalyticBatch;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdaptiveRatesTest {
    private static final int LANES = 13;
    private static final double TAU_V = 0.2;

    static Stream<Arguments> chains() {
        Tanh tanh = new Tanh();
        Linear linear = new Linear();
        return Stream.of(
                arguments("published", chain(tanh, linear, 1e-3, 2, Leak.ON_CONTROL, 12, 6, 7, 6, 3), 0.1),
                arguments("large targets", chain(tanh, linear, 1e-3, 2, Leak.ON_CONTROL, 12, 6, 7, 6, 3), 1.0),
                arguments("integral alone", chain(tanh, linear, 0.01, 0, Leak.ON_CONTROL, 5, 6, 9, 3), 0.5),
                arguments("leak on the integral", chain(tanh, linear, 0.3, 1, Leak.ON_INTEGRAL, 5, 6, 9, 3), 0.5),
                arguments("no leak", chain(tanh, tanh, 0, 1, Leak.ON_CONTROL, 5, 6, 9, 3), 0.1),
                arguments("sigmoid", chain(new Sigmoid(), linear, 0.01, 1, Leak.ON_CONTROL, 8, 6, 9, 8, 3), 0.3),
                arguments(
                        "rectified", chain(new RectifiedLinear(0), linear, 0.01, 1, Leak.ON_CONTROL, 5, 6, 30, 3), 0.3),
                arguments("one layer", chain(tanh, linear, 0.01, 0.5, Leak.ON_CONTROL, 5, 6, 3), 0.5));
    }

    private static ControlledChain chain(
            TransferFunction hidden,
            TransferFunction output,
            double alpha,
            double kp,
            Leak leak,
            double duration,
            Integer... sizes) {
        NetworkDescription network = new NetworkDescription(List.of(sizes), hidden, output);
        return new ControlledChain(network, new ControllerParams(alpha, kp, leak), TAU_V, duration, PRODUCT);
    }

    /** Mean and last state of (v_1, .., v_L), [unit] of each sample. */
    private static double[][] read(
            ControlledChain chain, AdaptiveParams params, double[] input, double[] shift, int lanes) {
        NetworkDescription network = chain.network();
        int units = network.chain().stream().mapToInt(layer -> layer.units()).sum();
        double[][] mean = new double[lanes][units];
        AdaptiveRates rates = new AdaptiveRates(chain, params, DivergenceLimits.standard(), lanes);
        rates.run(weights(chain), input, shifted(shift), lanes, state -> {
            int at = 0;
            for (int l = 0; l < network.layers(); l++) {
                for (int unit = 0; unit < network.units(l); unit++, at++) {
                    for (int s = 0; s < AdaptiveRates.STAGES * state.lanes(); s++) {
                        mean[state.sample(s % state.lanes())][at] += state.weights()[s]
                                * state.potential(l)[unit * AdaptiveRates.STAGES * state.lanes() + s];
                    }
                }
            }
        });
        return mean;
    }

    private static NetworkWeights weights(ControlledChain chain) {
        return TestNetworks.weights(chain.network(), 4);
    }

    /** The same by an explicit method of order 8 at 1e-11, the means as further unknowns. */
    private static double[][] reference(ControlledChain chain, double[] input, double[] shift, Read read) {
        NetworkDescription network = chain.network();
        NetworkWeights weights = weights(chain);
        int units = network.chain().stream().mapToInt(layer -> layer.units()).sum();
        int outputs = network.outputs();
        double[][] result = new double[LANES][];
        for (int lane = 0; lane < LANES; lane++) {
            double[] r0 = lane(input, LANES, lane);
            double[] y = new double[2 * units + outputs];
            double[] free = new double[units];
            drive(network, weights, r0, null, free, y);
            double[] target = lane(shift, LANES, lane);
            for (int o = 0; o < outputs; o++) {
                double v = y[units - outputs + o];
                target[o] += network.transfer(network.layers() - 1).value(v);
            }
            FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
                @Override
                public int getDimension() {
                    return y.length;
                }

                @Override
                public void computeDerivatives(double t, double[] state, double[] change) {
                    double[] u = new double[outputs];
                    for (int o = 0; o < outputs; o++) {
                        double e = target[o]
                                - network.transfer(network.layers() - 1).value(state[units - outputs + o]);
                        double integral = state[2 * units + o];
                        u[o] = integral + chain.law().proportionalGain() * e;
                        double leaking = chain.law().leak() == Leak.ON_CONTROL ? u[o] : integral;
                        change[2 * units + o] = e - chain.law().leakAlpha() * leaking;
                    }
                    double[] goal = new double[units];
                    drive(network, weights, r0, state, goal, null);
                    int at = 0;
                    for (int l = 0; l < network.layers(); l++) {
                        for (int i = 0; i < network.units(l); i++, at++) {
                            for (int o = 0; o < outputs; o++) {
                                goal[at] += weights.feedback(l)[i * outputs + o] * u[o];
                            }
                            change[at] = (goal[at] - state[at]) / TAU_V;
                            change[units + at] = state[at] / chain.duration();
                        }
                    }
                }
            };
            new DormandPrince853Integrator(1e-9, 1, 1e-11, 1e-11).integrate(equations, 0, y, chain.duration(), y);
            int from = read == Read.AVERAGE ? units : 0;
            result[lane] = Arrays.copyOfRange(y, from, from + units);
        }
        return result;
    }

    /** W r + b of all units, r those of a state, or, without one, of the feedforward state, written to {@code v}, too. */
    private static void drive(
            NetworkDescription network,
            NetworkWeights weights,
            double[] r0,
            double[] state,
            double[] drive,
            double[] v) {
        double[] below = r0;
        int at = 0;
        for (int l = 0; l < network.layers(); l++) {
            double[] rate = new double[network.units(l)];
            for (int i = 0; i < rate.length; i++) {
                double sum = weights.bias(l)[i];
                for (int j = 0; j < below.length; j++) {
                    sum += weights.forward(l)[i * below.length + j] * below[j];
                }
                drive[at + i] = sum;
                rate[i] = network.transfer(l).value(state == null ? sum : state[at + i]);
                if (v != null) {
                    v[at + i] = sum;
                }
            }
            at += rate.length;
            below = rate;
        }
    }

    /**
     * What a step errs by is of fifth order, what is tolerated of it of third, and loops that shrink errors add up those of a few steps: within the tolerance, of the displacement that control causes.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void averageAndEndAreThoseOfTheDifferentialEquation(String name, ControlledChain chain, double size) {
        double[] input = uniform(2, chain.network().inputs() * LANES);
        double[] shift = uniform(3, chain.network().outputs() * LANES);
        for (int k = 0; k < shift.length; k++) {
            shift[k] *= size;
        }
        double[][] rest = new double[LANES][];
        double[][] end = reference(chain, input, shift, Read.END);
        for (int lane = 0; lane < LANES; lane++) {
            rest[lane] = new double[end[lane].length];
            drive(chain.network(), weights(chain), lane(input, LANES, lane), null, rest[lane], null);
        }
        for (Read read : Read.values()) {
            double[][] expected = reference(chain, input, shift, read);
            for (double tolerance : new double[] {0.1, 0.01, 1e-3, 1e-4}) {
                double[][] actual = read(chain, new AdaptiveParams(tolerance, read), input, shift, LANES);
                for (int lane = 0; lane < LANES; lane++) {
                    assertThat(rms(minus(actual[lane], expected[lane])))
                            .isLessThan(tolerance * rms(minus(end[lane], rest[lane])));
                }
            }
        }
    }

    private static double[] minus(double[] x, double[] y) {
        double[] z = new double[x.length];
        Arrays.setAll(z, k -> x[k] - y[k]);
        return z;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void aLaneHasTheSameBitsBesideAnyOthers(String name, ControlledChain chain, double size) {
        int inputs = chain.network().inputs();
        int outputs = chain.network().outputs();
        double[] input = uniform(2, inputs * LANES);
        double[] shift = uniform(3, outputs * LANES);
        AdaptiveParams params = AdaptiveParams.standard(Read.AVERAGE);
        double[][] together = read(chain, params, input, shift, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            double[][] alone = read(chain, params, lane(input, LANES, lane), lane(shift, LANES, lane), 1);
            assertThat(alone[0]).isEqualTo(together[lane]);
        }
        double[][] pair = read(chain, params, some(input, inputs), some(shift, outputs), 2);
        assertThat(pair[0]).isEqualTo(together[11]);
        assertThat(pair[1]).isEqualTo(together[4]);
    }

    /** Lanes 11 and 4. */
    private static double[] some(double[] x, int rows) {
        double[] y = new double[2 * rows];
        for (int i = 0; i < rows; i++) {
            y[2 * i] = x[i * LANES + 11];
            y[2 * i + 1] = x[i * LANES + 4];
        }
        return y;
    }

    /** A thousand times as long: the state that Newton's method finds, in few more products, because a lane at rest leaves. */
    @Test
    void settledLanesLeave() {
        ControlledChain shorter = chain(new Tanh(), new Linear(), 0.01, 2, Leak.ON_CONTROL, 20, 6, 9, 8, 3);
        ControlledChain longer = chain(new Tanh(), new Linear(), 0.01, 2, Leak.ON_CONTROL, 20_000, 6, 9, 8, 3);
        double[] input = uniform(2, 6 * LANES);
        double[] shift = uniform(3, 3 * LANES);
        long[] passes = new long[2];
        ControlledChain[] chains = {shorter, longer};
        for (int k = 0; k < 2; k++) {
            AdaptiveRates rates = new AdaptiveRates(
                    chains[k], AdaptiveParams.standard(Read.AVERAGE), DivergenceLimits.standard(), LANES);
            rates.run(weights(chains[k]), input, shifted(shift), LANES, state -> {});
            passes[k] = rates.passes();
        }
        assertThat(passes[1]).isLessThan(passes[0] * 3 / 2);

        AnalyticBatch steady = new AnalyticBatch(longer.network(), LANES, 0.01, PRODUCT);
        steady.enter(weights(longer), input);
        double[] target = steady.freeOutput().clone();
        Arrays.setAll(target, k -> target[k] + shift[k]);
        steady.newton(target, 1e-12);
        double[][] mean = read(longer, new AdaptiveParams(1e-4, Read.AVERAGE), input, shift, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            int at = 0;
            for (int l = 0; l < longer.network().layers(); l++) {
                double[] expected = lane(steady.state().potential(l), LANES, lane);
                // the transient, of some tau_u, in 20 000
                assertThat(Arrays.copyOfRange(mean[lane], at, at + expected.length))
                        .containsExactly(expected, within(1e-3));
                at += expected.length;
            }
        }
    }

    @Test
    void weightsOfALaneAddUpToOne() {
        ControlledChain chain = chain(new Tanh(), new Linear(), 0.01, 2, Leak.ON_CONTROL, 300, 6, 9, 8, 3);
        for (Read read : Read.values()) {
            double[] sum = new double[LANES];
            AdaptiveRates rates =
                    new AdaptiveRates(chain, AdaptiveParams.standard(read), DivergenceLimits.standard(), LANES);
            rates.run(weights(chain), uniform(2, 6 * LANES), shifted(uniform(3, 3 * LANES)), LANES, state -> {
                for (int s = 0; s < AdaptiveRates.STAGES * state.lanes(); s++) {
                    sum[state.sample(s % state.lanes())] += state.weights()[s];
                }
            });
            for (double s : sum) {
                assertThat(s).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void positiveFeedbackIsRefused() {
        ControlledChain chain = chain(new Tanh(), new Linear(), 0.01, 0, Leak.ON_CONTROL, 20, 6, 9, 8, 3);
        NetworkWeights weights = weights(chain);
        for (int l = 0; l < chain.network().layers(); l++) {
            double[] q = weights.feedback(l);
            for (int k = 0; k < q.length; k++) {
                q[k] = -q[k];
            }
        }
        AdaptiveRates rates =
                new AdaptiveRates(chain, AdaptiveParams.standard(Read.AVERAGE), DivergenceLimits.standard(), LANES);
        assertThatThrownBy(() ->
                        rates.run(weights, uniform(2, 6 * LANES), shifted(uniform(3, 3 * LANES)), LANES, state -> {}))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("F1: ");
    }
}

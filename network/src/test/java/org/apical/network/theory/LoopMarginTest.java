package org.apical.network.theory;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopMarginTest {
    private static final double TAU_U_MS = 100;
    private final NetworkDescription single = linear(1, 1);
    private final NetworkDescription deep = linear(3, 5, 4, 4, 2);
    private final double[] input = uniform(3, 3);

    /** L = g/(x (1 + x T)) with x = j omega, times in tau_u: |L| = 1 where (w T)^2 = (sqrt(1 + 4 g^2 T^2) - 1)/2; a step of dt turns it by up to 1.5 w dt. */
    @Test
    void ofOneLagItIsTheClosedForm() {
        double g = 7;
        double tau = 0.2;
        double dt = 1e-5;
        LoopMargin found = margin(rates(dt, tau, List.of(new ApicalDendrite.Instant())), g);
        double w = Math.sqrt((Math.sqrt(1 + 4 * g * g * tau * tau) - 1) / 2) / tau;
        double turned = Math.toDegrees(1.5 * w * dt);
        assertThat(found.phaseDegrees()).isCloseTo(90 - Math.toDegrees(Math.atan(w * tau)), within(turned));
        assertThat(found.crossoverHz()).isCloseTo(w / (2 * Math.PI) / (TAU_U_MS / 1000), within(1e-3));
        assertThat(found.delayMs()).isCloseTo(Math.toRadians(found.phaseDegrees()) / w * TAU_U_MS, within(1e-2));
    }

    /** L = g/(x (1 + x T)(1 + x S)): arg L = -pi where w^2 T S = 1, and there |L| = g T S/(T + S). */
    @Test
    void ofTwoLagsTheGainMarginIsTheClosedForm() {
        double dt = 1e-5;
        Formulation two = rates(dt, 0.2, List.of(new ApicalDendrite.LowPass(dt / 0.05)));
        for (double g : new double[] {2, 24, 26, 60}) {
            LoopMargin found = margin(two, g);
            // 1/T + 1/S = 25; steps of dt are a delay of 2 dt: relative w dt = 1e-4
            assertThat(found.gain()).isCloseTo(25 / g, within(2e-3 * 25 / g));
            assertThat(found.phaseDegrees() > 0).isEqualTo(g < 25);
            assertThat(found.delayMs() > 0).isEqualTo(g < 25);
        }
    }

    /** Where Q has the wrong sign the steady state is a saddle, not a ring: no frequency is needed to leave it. */
    @Test
    void positiveFeedbackHasNoMargin() {
        LoopMargin found = margin(rates(1e-3, 0.2, List.of(new ApicalDendrite.Instant())), -3);
        assertThat(found.phaseDegrees()).isBetween(-180.0, -89.0);
        assertThat(found.gain()).isLessThan(1e-5);
        assertThat(found.delayMs()).isZero();
    }

    /** With a leak above the gain, no frequency comes round with all that left. */
    @Test
    void aGainBelowOneHasAllTheMarginThereIs() {
        Formulation leaking = RateFormulation.of(single, timing(10, 1e-3), controller(5, 0), 0.2, PRODUCT);
        LoopMargin found = margin(leaking, 4);
        assertThat(found.phaseDegrees()).isEqualTo(180);
        assertThat(found.crossoverHz()).isZero();
        assertThat(found.delayMs()).isInfinite();
    }

    /** Rates with either leak and a proportional path; delays of controller and projections; reactive control. The first simulates with 98 % of the critical gain, the second with 102 %. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void ratesRingWhereTheMarginIsZero(int variant) {
        ControllerParams law = new ControllerParams(0.1, 0.3, variant % 2 == 0 ? Leak.ON_CONTROL : Leak.ON_INTEGRAL);
        ControllerDescription delayed = law.withDelay(variant, 1);
        Timing timing = new Timing(
                0,
                0,
                6000,
                0.01,
                TAU_U_MS,
                variant == 2 ? Transmission.PREVIOUS_STEP : Transmission.INSTANTANEOUS,
                variant == 3 ? ControlTiming.REACTIVE : ControlTiming.PROACTIVE);
        ringsWhereTheMarginIsZero(RateFormulation.of(deep, timing, delayed, 0.2, PRODUCT), 0.02, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DENDRITE_TO_SOMA", "RECIPROCAL"})
    void compartmentsRingWhereTheMarginIsZero(String coupling) {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(Coupling.valueOf(coupling));
        Timing timing = timing(6000, 0.01);
        ringsWhereTheMarginIsZero(
                new GradedFormulation(
                        deep, timing, controller(0.1, 0.2), neurons(cell), new ExactIntegration(cell, 1), PRODUCT),
                0.02,
                0);
    }

    /** The noise of two thousand neurons a unit goes on for ever where the loop is stable: late and early it swings alike, but for a few per cent. */
    @Test
    void spikesRingWhereTheMarginIsZero() {
        PyramidalCell cell = PyramidalCell.standard();
        Timing timing = new Timing(0, 0, 6000, 0.01, TAU_U_MS, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        ringsWhereTheMarginIsZero(
                new SpikingFormulation(
                        deep, timing, controller(0.1, 0), neurons(cell), new EscapeNoiseUnits(2_000), 5, 1, PRODUCT),
                0.1,
                0.3);
    }

    /** The same network under longer lags. */
    @Test
    void dendritesAndSynapsesTakeFromTheMargin() {
        PyramidalCell cell = PyramidalCell.standard();
        NetworkWeights weights = scaled(2);
        Timing timing = timing(10, 0.01);
        double rates = margin(deep, RateFormulation.of(deep, timing, controller(0.1, 0), 0.2, PRODUCT), weights)
                .phaseDegrees();
        double graded = margin(
                        deep,
                        new GradedFormulation(
                                deep,
                                timing,
                                controller(0.1, 0),
                                neurons(cell),
                                new ExactIntegration(cell, 1),
                                PRODUCT),
                        weights)
                .phaseDegrees();
        Timing before = new Timing(0, 0, 10, 0.01, TAU_U_MS, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        double spiking = margin(
                        deep,
                        new SpikingFormulation(
                                deep,
                                before,
                                controller(0.1, 0),
                                neurons(cell),
                                new EscapeNoiseUnits(10),
                                5,
                                1,
                                PRODUCT),
                        weights)
                .phaseDegrees();
        assertThat(graded).isLessThan(rates);
        assertThat(spiking).isLessThan(graded - 10);
    }

    @Test
    void weightsThatAreNotFiniteHaveNone() {
        NetworkWeights weights = scaled(Double.NaN);
        Formulation formulation = RateFormulation.of(deep, timing(10, 0.01), controller(0.1, 0), 0.2, PRODUCT);
        assertThatThrownBy(() -> margin(deep, formulation, weights)).isInstanceOf(ArithmeticException.class);
    }

    /** Where slopes or feedback are zero, as of silent outputs, no gain reaches one at any frequency. */
    @Test
    void aLoopThatNothingComesBackThroughHasAllTheMarginThereIs() {
        NetworkWeights weights = scaled(1);
        for (int l = 0; l < deep.layers(); l++) {
            Arrays.fill(weights.feedback(l), 0);
        }
        Formulation formulation = RateFormulation.of(deep, timing(10, 0.01), controller(0.1, 0), 0.2, PRODUCT);
        assertThat(margin(deep, formulation, weights))
                .isEqualTo(new LoopMargin(180, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0));
    }

    /** K(1) is real: eigenvalues of random complex matrices, by trace, and of one with known ones. */
    @Test
    void eigenvaluesOfComplexMatricesAreTheirs() {
        int n = 9;
        ComplexEigenvalues solver = new ComplexEigenvalues(n);
        double[] re = uniform(4, n * n);
        double[] im = uniform(5, n * n);
        // [[A, -B], [B, A]] has the eigenvalues of A + jB and their conjugates
        DMatrixRMaj real = new DMatrixRMaj(2 * n, 2 * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                real.set(i, j, re[i * n + j]);
                real.set(n + i, n + j, re[i * n + j]);
                real.set(i, n + j, -im[i * n + j]);
                real.set(n + i, j, im[i * n + j]);
            }
        }
        System.arraycopy(re, 0, solver.re(), 0, n * n);
        System.arraycopy(im, 0, solver.im(), 0, n * n);
        double[] foundRe = new double[n];
        double[] foundIm = new double[n];
        solver.solve(foundRe, foundIm);
        var eigen = org.ejml.dense.row.factory.DecompositionFactory_DDRM.eig(2 * n, false);
        assertThat(eigen.decompose(real)).isTrue();
        double traceRe = 0;
        double traceIm = 0;
        for (int k = 0; k < n; k++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int e = 0; e < 2 * n; e++) {
                nearest = Math.min(
                        nearest,
                        Math.hypot(
                                eigen.getEigenvalue(e).getReal() - foundRe[k],
                                eigen.getEigenvalue(e).getImaginary() - foundIm[k]));
            }
            assertThat(nearest).isLessThan(1e-11);
            traceRe += foundRe[k] - re[k * n + k];
            traceIm += foundIm[k] - im[k * n + k];
        }
        assertThat(Math.hypot(traceRe, traceIm)).isLessThan(1e-12);
    }

    /** @param noise a growth that is none */
    private void ringsWhereTheMarginIsZero(Formulation formulation, double off, double noise) {
        double low = 0.01;
        double high = 1000;
        assertThat(margin(deep, formulation, scaled(low)).phaseDegrees()).isPositive();
        assertThat(margin(deep, formulation, scaled(high)).phaseDegrees()).isNegative();
        for (int k = 0; k < 40; k++) {
            double middle = Math.sqrt(low * high);
            if (margin(deep, formulation, scaled(middle)).phaseDegrees() > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // where the loop first rings at pi/dt its modulus is flat, and the angle the root of what is left of the gain:
        // 1e-5 after 40 halvings of its logarithm
        assertThat(margin(deep, formulation, scaled(low)).phaseDegrees()).isCloseTo(0, within(1e-3));
        assertThat(margin(deep, formulation, scaled(0.9 * low)).gain()).isCloseTo(1 / 0.9, within(1e-6));
        assertThat(growth(formulation, scaled(low * (1 - off)))).isLessThan(noise);
        assertThat(growth(formulation, scaled(low * (1 + off)))).isGreaterThan(noise);
    }

    /** Log of how much the output error swings about its mean, late against early. */
    private double growth(Formulation formulation, NetworkWeights weights) {
        int steps = formulation.timing().steps();
        double[] output = new double[steps];
        TestNetworks.run(
                formulation, weights, input, 1, shifted(new double[] {0.01, -0.01}), (controlled, step, state) -> {
                    if (controlled) {
                        output[step] = state.control()[0];
                    }
                });
        return Math.log(swing(output, steps / 2, steps) / swing(output, steps / 8, steps / 2));
    }

    private static double swing(double[] x, int from, int to) {
        double sum = 0;
        for (int k = from + 1; k < to; k++) {
            sum += Math.pow(x[k] - x[k - 1], 2);
        }
        return Math.sqrt(sum / (to - from - 1));
    }

    private NetworkWeights scaled(double factor) {
        NetworkWeights weights = TestNetworks.weights(deep, 8);
        for (int l = 0; l < deep.layers(); l++) {
            for (int k = 0; k < weights.feedback(l).length; k++) {
                weights.feedback(l)[k] *= factor;
            }
        }
        return weights;
    }

    private Formulation rates(double dt, double tauV, List<ApicalDendrite> apical) {
        return new RateFormulation(
                single, timing(10, dt), controller(0, 0), tauV, Collections.nCopies(1, apical.get(0)), PRODUCT);
    }

    private LoopMargin margin(Formulation formulation, double feedback) {
        NetworkWeights weights =
                NetworkWeights.of(single, l -> new double[] {1}, l -> new double[] {0}, l -> new double[] {feedback});
        return margin(single, formulation, weights);
    }

    private LoopMargin margin(NetworkDescription network, Formulation formulation, NetworkWeights weights) {
        double[] shown = network == single ? new double[] {0.5} : input;
        SampleState state = SampleState.feedforward(network, weights, shown);
        return LoopMargin.of(
                new LinearisedNetwork(network, weights, state),
                formulation.loop().orElseThrow());
    }
}

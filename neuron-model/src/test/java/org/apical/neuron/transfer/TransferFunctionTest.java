package org.apical.neuron.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferFunctionTest {
    private static final double FROM = -70;
    private static final double TO = -30;
    private static final int POINTS = 41;

    static Stream<TransferFunction> functions() {
        return Stream.of(
                new Tanh(),
                new Sigmoid(),
                new RectifiedLinear(0),
                new RectifiedLinear(-1.25),
                new Linear(),
                new FiCurveTransfer("curve", curve(), -50, 5, 20, 60));
    }

    /**
     * Central differences with h = 1e-5: truncation h^2 phi'''/6 < 4e-11 (|phi'''| <= 2; the curve's pieces are below 10), rounding
     * 2^-53 |phi|/h < 4e-11; 1e-9 holds both. The grid avoids the kinks of the rectified functions (0, -1.25) and of the interpolant's second derivative.
     */
    @ParameterizedTest
    @MethodSource("functions")
    void derivativeEqualsCentralDifferences(TransferFunction phi) {
        double h = 1e-5;
        for (double v = -3.5173; v < 3.6; v += 0.0731) {
            double difference = (phi.value(v + h) - phi.value(v - h)) / (2 * h);
            assertThat(Math.abs(phi.derivative(v) - difference))
                    .as("%s at %s", phi.name(), v)
                    .isLessThan(1e-9);
        }
    }

    /** From rates of value itself the slopes are the same operations; n ends them. */
    @ParameterizedTest
    @MethodSource("functions")
    void slopesEqualTheDerivativeAndStopAtN(TransferFunction phi) {
        double[] v = new double[14];
        double[] r = new double[14];
        double[] slope = new double[14];
        for (int i = 0; i < v.length; i++) {
            v[i] = -3 + 0.47 * i;
            r[i] = phi.value(v[i]);
            slope[i] = -7;
        }
        phi.slopes(v, r, slope, 11);
        for (int i = 0; i < 14; i++) {
            assertThat(slope[i]).isEqualTo(i < 11 ? phi.derivative(v[i]) : -7);
        }
    }

    /** Beyond the range of the kernel's exponential as well. */
    @Test
    void theSigmoidSaturatesInEveryKernel() {
        for (String name : new String[] {"scalar", "vector"}) {
            double[] r = new double[9];
            double[] v = {-1e9, -800, -700, -40, 0, 40, 700, 800, Double.NaN};
            new Sigmoid().apply(KernelProvider.choose(name), v, r, 9);
            for (int i = 0; i < 8; i++) {
                assertThat(Math.abs(r[i] - new Sigmoid().value(v[i]))).isLessThanOrEqualTo(6 * 0x1p-53);
            }
            assertThat(r[8]).isNaN();
        }
    }

    /** Kernel tanh (3 ulp) and Math.tanh (2.5 ulp) differ by less than 6 ulp of 1, exp/(1 + exp) and 1/(1 + 1/exp) by as little; the others are the same code. */
    @ParameterizedTest
    @MethodSource("functions")
    void applyEqualsValueAlsoInPlaceAndStopsAtN(TransferFunction phi) {
        for (String name : new String[] {"scalar", "vector"}) {
            Kernels kernels = KernelProvider.choose(name);
            double[] v = new double[14];
            for (int i = 0; i < v.length; i++) {
                v[i] = -3 + 0.47 * i;
            }
            double[] r = v.clone();
            phi.apply(kernels, r, r, 11);
            for (int i = 0; i < 11; i++) {
                assertThat(Math.abs(r[i] - phi.value(v[i]))).isLessThanOrEqualTo(6 * 0x1p-53);
            }
            assertThat(r[11]).isEqualTo(v[11]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sigmoid", "relu", "linear"})
    void aNamedFunctionCarriesItsName(String name) {
        assertThat(TransferFunction.named(name).name()).isEqualTo(name);
    }

    @Test
    void rectificationKeepsRatesAboveTheirFloor() {
        RectifiedLinear phi = new RectifiedLinear(-1.25);
        assertThat(phi.value(-7)).isEqualTo(-1.25);
        assertThat(phi.value(-1)).isEqualTo(-1);
        assertThat(phi.derivative(-1.26)).isZero();
        assertThat(phi.derivative(-1.25)).isEqualTo(1);
        assertThat(phi.name()).contains("-1.25");
        assertThat(new RectifiedLinear(0)).isEqualTo(TransferFunction.named("relu"));
    }

    @Test
    void anUnknownNameIsRejectedWithTheChoices() {
        assertThatThrownBy(() -> TransferFunction.named("step"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tanh, sigmoid, relu or linear")
                .hasMessageContaining("'step'");
    }

    /** x = (V - from)/step is rounded to 40 x 2^-53, times a slope of at most 200 Hz a step. */
    @Test
    void interpolationIsExactAtNodes() {
        FiCurve curve = curve();
        for (int i = 0; i < POINTS; i++) {
            double mv = FROM + i * (TO - FROM) / (POINTS - 1);
            assertThat(Math.abs(curve.rateHz(mv) - hz(mv))).isLessThan(1e-11);
        }
    }

    @Test
    void interpolationIsMonotoneAndConstantOutside() {
        FiCurve curve = FiCurve.sample(0, 10, 11, mv -> mv < 3 ? 0 : mv < 7 ? 1 + 100 * Math.floor(mv / 2) : 1000);
        double last = curve.rateHz(-1);
        for (double mv = -1; mv < 11; mv += 0.00371) {
            double rate = curve.rateHz(mv);
            // rounding of a value of 1000
            assertThat(rate).isGreaterThanOrEqualTo(last - 1e-12);
            assertThat(curve.slopeHzPerMv(mv)).isGreaterThanOrEqualTo(-1e-12);
            last = rate;
        }
        assertThat(curve.rateHz(-1e9)).isEqualTo(0);
        assertThat(curve.rateHz(1e9)).isEqualTo(1000);
        assertThat(curve.slopeHzPerMv(-1)).isZero();
        assertThat(curve.slopeHzPerMv(10.5)).isZero();
        assertThat(curve.rateHz(Double.NaN)).isNaN();
        assertThat(curve.slopeHzPerMv(Double.NaN)).isNaN();
    }

    /** The interpolant is at least second order: halving the grid cuts the error at least by 3.5 on a smooth convex curve. */
    @Test
    void halvingTheGridQuartersTheInterpolationError() {
        double coarse = interpolationError(21);
        double fine = interpolationError(41);
        assertThat(coarse / fine).isGreaterThan(3.5);
        assertThat(fine).isGreaterThan(0);
    }

    @Test
    void aCurveThatDecreasesOrIsNotFiniteIsRejected() {
        assertThatThrownBy(() -> FiCurve.sample(0, 1, 5, mv -> -mv))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("FiCurve.rateHz must not decrease");
        assertThatThrownBy(() -> FiCurve.sample(0, 1, 5, mv -> Double.NaN))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("Hz");
        assertThatThrownBy(() -> FiCurve.sample(1, 1, 5, mv -> mv)).hasMessageContaining("FiCurve.toMv");
        assertThatThrownBy(() -> FiCurve.sample(0, 1, 2, mv -> mv)).hasMessageContaining("FiCurve.points must be >= 3");
    }

    private static double interpolationError(int points) {
        FiCurve curve = FiCurve.sample(FROM, TO, points, TransferFunctionTest::hz);
        double worst = 0;
        for (double mv = -65; mv < -55; mv += 0.013) {
            worst = Math.max(worst, Math.abs(curve.rateHz(mv) - hz(mv)));
        }
        return worst;
    }

    private static double hz(double mv) {
        return 100 / (1 + Math.exp(-(mv + 50) / 4));
    }

    private static FiCurve curve() {
        return FiCurve.sample(FROM, TO, POINTS, TransferFunctionTest::hz);
    }
}

package org.apical.neuron.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apical.neuron.kernel.KernelProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rates against their formulas as they are written in the literature. */
class FiringRateTest {
    /** Largest potential (mV) at which the plain formulas stay within the range of numbers. */
    private static final double PLAIN_MV = 200;

    static Stream<Arguments> rates() {
        return Stream.of(
                Arguments.of(
                        new SigmoidRate(150, 0.5, 0.3, -55), plain(v -> 150 / (1 + 0.5 * Math.exp(0.3 * (-55 - v))))),
                Arguments.of(new SigmoidRate(60, 2, 1.7, -48), plain(v -> 60 / (1 + 2 * Math.exp(1.7 * (-48 - v))))),
                Arguments.of(new ExponentialRate(20, -50, 3), plain(v -> 20 * Math.exp((v + 50) / 3))),
                Arguments.of(new ExponentialRate(0.1, -61, 7), plain(v -> 0.1 * Math.exp((v + 61) / 7))),
                Arguments.of(new SoftRectifiedRate(12, -58, 2), plain(v -> 12 * Math.log1p(Math.exp((v + 58) / 2)))),
                Arguments.of(new SoftRectifiedRate(3, -65, 0.8), plain(v -> 3 * Math.log1p(Math.exp((v + 65) / 0.8)))));
    }

    private static DoubleUnaryOperator plain(DoubleUnaryOperator formula) {
        return formula;
    }

    /**
     * The argument x of the exponential is rounded to an ulp in both forms, which exp turns into a relative |x| 2^-52 (|x| < 450); exp, log1p and the
     * rest add a few 2^-53.
     */
    @ParameterizedTest
    @MethodSource("rates")
    void theRateIsThatOfTheFormula(FiringRate rate, DoubleUnaryOperator formula) {
        for (double v = -200; v <= PLAIN_MV; v += 0.37) {
            double expected = formula.applyAsDouble(v);
            assertThat(Math.abs(rate.hz(v) - expected)).isLessThanOrEqualTo(500 * 0x1p-52 * expected);
        }
    }

    /** Not falling anywhere, and rising where it is neither silent nor, a sigmoid, saturated to the last bit. */
    @ParameterizedTest
    @MethodSource("rates")
    void theRateRisesWithThePotential(FiringRate rate, DoubleUnaryOperator formula) {
        double before = rate.hz(-1000);
        for (double v = -1000; v <= 1000; v += 0.37) {
            double hz = rate.hz(v);
            assertThat(hz).isGreaterThanOrEqualTo(before).isNotNegative();
            before = hz;
        }
        for (double v = -70; v < -45; v += 0.37) {
            assertThat(rate.hz(v + 0.37)).isGreaterThan(rate.hz(v));
        }
    }

    /** The kernel's exp is good for 4e-16, StrictMath's for an ulp; whole vectors and a rest, an offset, potentials beyond every range. */
    @ParameterizedTest
    @MethodSource("rates")
    void fillEqualsTheRateOfOneNeuron(FiringRate rate, DoubleUnaryOperator formula) {
        int n = 4001;
        double[] v = new double[n + 3];
        for (int k = 0; k < v.length; k++) {
            v[k] = k % 100 == 0 ? 1e6 * Math.cos(k) : -200 + 0.1 * k;
        }
        for (String kernels : new String[] {"scalar", "vector"}) {
            double[] hz = new double[n];
            rate.fill(KernelProvider.choose(kernels), v, 3, hz, n);
            for (int k = 0; k < n; k++) {
                double one = rate.hz(v[k + 3]);
                assertThat(Math.abs(hz[k] - one)).as("at %s mV", v[k + 3]).isLessThanOrEqualTo(1e-14 * one);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rates")
    void theRateIsFiniteAtAnyPotential(FiringRate rate, DoubleUnaryOperator formula) {
        for (double v : new double[] {-1e300, -1e6, -5000, 5000, 1e6}) {
            assertThat(rate.hz(v)).as("at %s mV", v).isFinite().isNotNegative();
        }
        assertThat(rate.hz(-1e6)).isLessThan(1e-290);
        assertThat(rate.hz(Double.NaN)).isNaN();
    }
}

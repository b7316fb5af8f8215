package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scalar kernels against arbitrary precision, {@link StrictMath} and exact integer arithmetic. */
class KernelAccuracyTest {
    /** Bound stated by {@link Kernels#tanh}. */
    private static final double TANH_ULP = 3;
    /** StrictMath.tanh may itself be off by this much (its javadoc). */
    private static final double STRICT_TANH_ULP = 2.5;
    /** Bound stated by {@link Kernels#exp}. */
    private static final double EXP_RELATIVE = 4e-16;

    private static final int N = 1 << 14;
    private final Kernels kernels = new ScalarKernels();

    /** The two worst regions (|x| = 0.0156 and 0.21), the reduction's seam ln(2)/4 and the flat end. */
    @ParameterizedTest
    @CsvSource({"0.0150, 0.0157", "0.17, 0.18", "0.20, 0.22", "0.3, 3", "3, 21"})
    void tanhIsWithinItsStatedUlpsOfTheTrueValue(double from, double to) {
        double[] x = uniform(3000, from, to, 1);
        double[] y = new double[x.length];
        kernels.tanh(x, y, x.length);
        for (int i = 0; i < x.length; i++) {
            BigDecimal truth = trueTanh(x[i]);
            double error = new BigDecimal(y[i]).subtract(truth).abs().doubleValue() / Math.ulp(truth.doubleValue());
            assertThat(error).as("ulp at %s", x[i]).isLessThan(TANH_ULP);
        }
    }

    @ParameterizedTest
    @CsvSource({"-25, 25", "-1, 1", "-1e-3, 1e-3", "-1e-150, 1e-150", "-1e-310, 1e-310"})
    void tanhIsWithinTheSumOfBothBoundsOfStrictMath(double from, double to) {
        double[] x = uniform(N, from, to, 2);
        double[] y = new double[N];
        kernels.tanh(x, y, N);
        for (int i = 0; i < N; i++) {
            double judge = StrictMath.tanh(x[i]);
            assertThat(Math.abs(y[i] - judge) / Math.ulp(judge))
                    .as("ulp at %s", x[i])
                    .isLessThan(TANH_ULP + STRICT_TANH_ULP);
        }
    }

    /** Below 10 the increments over 1e-3, at least 8e-12, are far above the error; beyond, rounding may go back by 3 ulp. */
    @Test
    void tanhIsOddBoundedAndMonotoneAcrossTheSeamsOfItsReduction() {
        int n = 44_001;
        double[] x = new double[n];
        double[] negative = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i * 1e-3;
            negative[i] = -x[i];
        }
        double[] y = new double[n];
        double[] z = new double[n];
        kernels.tanh(x, y, n);
        kernels.tanh(negative, z, n);
        for (int i = 0; i < n; i++) {
            assertThat(z[i]).isEqualTo(-y[i]);
            assertThat(y[i]).isLessThanOrEqualTo(1);
            if (i > 0) {
                double least = x[i] < 10 ? y[i - 1] + 4e-12 : y[i - 1] - TANH_ULP * 0x1p-53;
                assertThat(y[i]).as("after %s", x[i - 1]).isGreaterThanOrEqualTo(least);
            }
        }
    }

    @Test
    void tanhKeepsTheSpecialValues() {
        double[] x = {
            0.0,
            -0.0,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            1e-300
        };
        double[] expected = {0.0, -0.0, 1, -1, Double.NaN, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-300};
        double[] y = new double[x.length];
        kernels.tanh(x, y, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat(Double.doubleToLongBits(y[i]))
                    .as("tanh(%s) = %s", x[i], y[i])
                    .isEqualTo(Double.doubleToLongBits(expected[i]));
        }
    }

    /** StrictMath.exp is within 1 ulp, but against the true value both errors were measured to add to 2.3e-16 only. */
    @ParameterizedTest
    @CsvSource({"-700, 700", "-100, 100", "-1, 1", "-0.35, -0.34", "-1e-9, 1e-9"})
    void expIsWithinItsStatedRelativeErrorOfStrictMath(double from, double to) {
        double[] x = uniform(N, from, to, 3);
        double[] y = new double[N];
        kernels.exp(x, y, N);
        for (int i = 0; i < N; i++) {
            double judge = StrictMath.exp(x[i]);
            assertThat(Math.abs(y[i] - judge) / judge).as("at %s", x[i]).isLessThan(EXP_RELATIVE);
        }
    }

    @Test
    void expClampsItsArgumentAndKeepsTheSpecialValues() {
        double[] x = {
            0.0,
            -0.0,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            701,
            -701,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.NaN
        };
        double[] y = new double[x.length];
        kernels.exp(x, y, x.length);
        double top = StrictMath.exp(700);
        double bottom = StrictMath.exp(-700);
        double[] expected = {1, 1, top, bottom, top, bottom, top, bottom, 1};
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(y[i] - expected[i]) / expected[i])
                    .as("exp(%s)", x[i])
                    .isLessThan(EXP_RELATIVE);
        }
        assertThat(y[9]).isNaN();
        assertThat(y[0]).isEqualTo(1);
        assertThat(y[1]).isEqualTo(1);
    }

    /** Integers below 2^53: every term and partial sum is exact, so equality is exact. */
    @Test
    void productOfIntegersIsExactAndAddsToItsThirdArgument() {
        int rows = 5;
        int inner = 7;
        int lanes = 3;
        double[] a = integers(rows * inner, 4);
        double[] b = integers(inner * lanes, 5);
        double[] c = integers(rows * lanes, 6);
        double[] expected = c.clone();
        for (int i = 0; i < rows; i++) {
            for (int l = 0; l < lanes; l++) {
                long sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += (long) a[i * inner + k] * (long) b[k * lanes + l];
                }
                expected[i * lanes + l] += sum;
            }
        }
        kernels.multiplyAdd(rows, inner, lanes, a, b, c);
        assertThat(c).isEqualTo(expected);
    }

    private static BigDecimal trueTanh(double x) {
        MathContext digits = new MathContext(45);
        int halvings = 10;
        BigDecimal z = new BigDecimal(2 * x).divide(BigDecimal.valueOf(1L << halvings), digits);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k < 30; k++) {
            term = term.multiply(z, digits).divide(BigDecimal.valueOf(k), digits);
            sum = sum.add(term, digits);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, digits);
        }
        return sum.subtract(BigDecimal.ONE, digits).divide(sum.add(BigDecimal.ONE, digits), digits);
    }

    private static double[] uniform(int n, double from, double to, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = from + (to - from) * random.nextDouble();
        }
        return x;
    }

    private static double[] integers(int n, long seed) {
        return new SplittableRandom(seed).ints(n, -1000, 1000).asDoubleStream().toArray();
    }
}

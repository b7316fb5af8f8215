package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar and SIMD kernels are equal to the last bit. Without the vector module every test here fails, none is skipped. */
class KernelParityTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1 / 0.0,
        -1 / 0.0,
        Double.NaN,
        1e308,
        -1e308,
        5e-324,
        -5e-324,
        22,
        -22,
        700,
        -700,
        701,
        0.17328679513998632
    };
    private final Kernels scalar = KernelProvider.choose("scalar");
    private final Kernels vector = KernelProvider.choose("vector");

    @Test
    void bothProvidersArePresentAndAutoTakesTheVectorOne() {
        assertThat(scalar.name()).isEqualTo("scalar");
        assertThat(vector.name()).startsWith("vector");
        assertThat(KernelProvider.choose("auto").name()).isEqualTo(vector.name());
        assertThat(KernelProvider.kernels()).isSameAs(KernelProvider.kernels());
    }

    @Test
    void forcingAnUnknownKernelNameThrows() {
        assertThatThrownBy(() -> KernelProvider.choose("gpu"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("apical.kernels must be auto, scalar or vector, got gpu");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1021})
    void elementwiseKernelsAreBitIdenticalAndLeaveTheTailAlone(int n) {
        for (double range : new double[] {0.1, 1, 30, 800}) {
            double[] x = random(n + 3, range, n);
            for (int i = 0; i < n && range == 30; i += 2) {
                x[i] = SPECIAL[(i / 2 + n) % SPECIAL.length];
            }
            double[] expected = filled(n + 3);
            double[] actual = filled(n + 3);
            scalar.tanh(x, expected, n);
            vector.tanh(x, actual, n);
            assertSameBits(actual, expected);
            assertThat(Arrays.copyOfRange(actual, n, n + 3)).containsOnly(-7);
            scalar.exp(x, expected, n);
            vector.exp(x, actual, n);
            assertSameBits(actual, expected);
            assertThat(Arrays.copyOfRange(actual, n, n + 3)).containsOnly(-7);
        }
    }

    @Test
    void specialValuesAreBitIdenticalInEveryLanePosition() {
        for (int shift = 0; shift < SPECIAL.length; shift++) {
            double[] x = new double[SPECIAL.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = SPECIAL[(i + shift) % x.length];
            }
            double[] expected = new double[x.length];
            double[] actual = new double[x.length];
            scalar.tanh(x, expected, x.length);
            vector.tanh(x, actual, x.length);
            assertSameBits(actual, expected);
            scalar.exp(x, expected, x.length);
            vector.exp(x, actual, x.length);
            assertSameBits(actual, expected);
        }
    }

    @Test
    void elementwiseKernelsMayWorkInPlace() {
        double[] x = random(1021, 5, 1);
        for (Kernels kernels : new Kernels[] {scalar, vector}) {
            double[] expected = new double[x.length];
            double[] inPlace = x.clone();
            kernels.tanh(x, expected, x.length);
            kernels.tanh(inPlace, inPlace, x.length);
            assertSameBits(inPlace, expected);
            inPlace = x.clone();
            kernels.exp(x, expected, x.length);
            kernels.exp(inPlace, inPlace, x.length);
            assertSameBits(inPlace, expected);
        }
    }

    /** Means over the whole domain, small ones (0, 1e-300) and the largest (32), uniform numbers to both ends. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1021})
    void poissonCountsAreIdenticalAndLeaveTheTailAlone(int n) {
        double[] means = {0, 1e-300, 1e-9, 0.3, 1, 17, 31.999, 32, Double.NaN};
        double[] uniforms = {0, 0x1p-53, 0.5, 1 - 0x1p-53, 1 - 0x1p-52};
        for (int seed = 0; seed < 50; seed++) {
            double[] uniform = new double[n + 3];
            double[] mean = new double[n + 3];
            double[] expMinusMean = new double[n + 3];
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < n; i++) {
                boolean special = seed % 2 == 1;
                mean[i] = special ? means[(i + seed) % means.length] : 32 * random.nextDouble();
                uniform[i] = special ? uniforms[(i + seed / 9) % uniforms.length] : random.nextDouble();
                expMinusMean[i] = -mean[i];
            }
            scalar.exp(expMinusMean, expMinusMean, n);
            double[] expected = filled(n + 3);
            double[] actual = filled(n + 3);
            scalar.poisson(uniform, mean, expMinusMean, expected, n);
            vector.poisson(uniform, mean, expMinusMean, actual, n);
            assertSameBits(actual, expected);
            assertThat(Arrays.copyOfRange(actual, n, n + 3)).containsOnly(-7);
        }
    }

    /** Beyond their domain counts are not used, yet equal. */
    @Test
    void poissonCountsOfTooLargeMeansAreIdentical() {
        double[] mean = {33, 41, 42, 50, 700, 1e5, 1e9, 1 / 0.0, -1, 33, 41, 42, 50, 700, 1e5, 1e9, 1 / 0.0, -1};
        double[] expMinusMean = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            expMinusMean[i] = -mean[i];
        }
        scalar.exp(expMinusMean, expMinusMean, mean.length);
        double[] expected = new double[mean.length];
        double[] actual = new double[mean.length];
        for (double u : new double[] {0, 1e-30, 1e-15, 0.5, 1 - 0x1p-53}) {
            double[] uniform = new double[mean.length];
            Arrays.fill(uniform, u);
            scalar.poisson(uniform, mean, expMinusMean, expected, mean.length);
            vector.poisson(uniform, mean, expMinusMean, actual, mean.length);
            assertSameBits(actual, expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1021})
    void linearStepsAreBitIdenticalAndTouchOnlyTheirElements(int n) {
        int stateFrom = 3;
        int inputFrom = 5;
        double[] c = random(32, 2, 8);
        double[][] y = new double[4][];
        double[][] before = new double[4][];
        for (int row = 0; row < 4; row++) {
            y[row] = random(n + 9, 100, 20 + row);
            before[row] = random(n + 9, 100, 30 + row);
        }
        // the fourth state array is only written
        Arrays.fill(before[3], Double.NaN);
        if (n > 8) {
            before[0][stateFrom + 2] = 1 / 0.0;
            before[1][stateFrom + 5] = Double.NaN;
            y[2][inputFrom + n - 1] = -1 / 0.0;
        }
        double[][] expected = copy(before);
        double[][] actual = copy(before);
        double[][] inputs = copy(y);
        scalar.linearStep(c, expected, stateFrom, y, inputFrom, n);
        vector.linearStep(c, actual, stateFrom, y, inputFrom, n);
        for (int row = 0; row < 4; row++) {
            assertSameBits(actual[row], expected[row]);
            assertSameBits(y[row], inputs[row]);
            for (int k = 0; k < n + 9; k++) {
                if (k < stateFrom || k >= stateFrom + n) {
                    assertThat(Double.doubleToLongBits(actual[row][k]))
                            .isEqualTo(Double.doubleToLongBits(before[row][k]));
                    continue;
                }
                int i = k - stateFrom + inputFrom;
                double plain = c[8 * row] + c[8 * row + 1] * before[0][k];
                plain += c[8 * row + 2] * before[1][k] + c[8 * row + 3] * before[2][k];
                plain += c[8 * row + 4] * y[0][i] + c[8 * row + 5] * y[1][i];
                plain += c[8 * row + 6] * y[2][i] + c[8 * row + 7] * y[3][i];
                if (Double.isFinite(plain)) {
                    // eight terms below 200: some ulp of 1600
                    assertThat(actual[row][k]).isCloseTo(plain, within(1e-11));
                } else {
                    assertThat(Double.doubleToLongBits(actual[row][k])).isEqualTo(Double.doubleToLongBits(plain));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 1021})
    void productsAreBitIdenticalAtOddShapes(int lanes) {
        for (int rows : new int[] {1, 3, 4, 5, 9}) {
            for (int inner : new int[] {0, 1, 7, 8, 9, 33}) {
                double[] a = random(rows * inner, 2, 1);
                double[] b = random(inner * lanes, 2, 2);
                double[] expected = random(rows * lanes, 2, 3);
                double[] actual = expected.clone();
                scalar.multiplyAdd(rows, inner, lanes, a, b, expected);
                vector.multiplyAdd(rows, inner, lanes, a, b, actual);
                assertSameBits(actual, expected);
            }
        }
    }

    @Test
    void aLongInnerIndexIsBitIdentical() {
        double[] a = random(5 * 1021, 2, 1);
        double[] b = random(1021 * 19, 2, 2);
        double[] expected = new double[5 * 19];
        double[] actual = new double[5 * 19];
        scalar.multiplyAdd(5, 1021, 19, a, b, expected);
        vector.multiplyAdd(5, 1021, 19, a, b, actual);
        assertSameBits(actual, expected);
    }

    /** A lane does not see its neighbours: the same column gives the same bits in any batch. */
    @Test
    void aLaneDoesNotDependOnTheNumberOfLanes() {
        int lanes = 37;
        double[] a = random(6 * 11, 2, 1);
        double[] b = random(11 * lanes, 2, 2);
        double[] all = new double[6 * lanes];
        vector.multiplyAdd(6, 11, lanes, a, b, all);
        for (int lane = 0; lane < lanes; lane++) {
            double[] column = new double[11];
            double[] one = new double[6];
            for (int k = 0; k < 11; k++) {
                column[k] = b[k * lanes + lane];
            }
            vector.multiplyAdd(6, 11, 1, a, column, one);
            for (int i = 0; i < 6; i++) {
                assertThat(all[i * lanes + lane]).isEqualTo(one[i]);
            }
        }
    }

    @Test
    void aliasedOrShortArraysAreRejectedByBoth() {
        double[] four = new double[4];
        double[] other = new double[4];
        for (Kernels kernels : new Kernels[] {scalar, vector}) {
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 2, four, other, four))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must not be one of its factors");
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 2, other, four, four))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.multiplyAdd(3, 2, 2, four, other, new double[6]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(3 x 2) and (2 x 2)")
                    .hasMessageContaining("4, 4 and 6");
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 3, four, other, new double[6]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 2, four, other, new double[3]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.tanh(four, new double[9], 9))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> kernels.exp(new double[9], four, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** 65536 x 65536 is 0 in 32 bits: a check in int arithmetic lets it pass. */
    @Test
    void shapesWhoseProductOverflowsAnIntOrIsNegativeAreRejected() {
        double[] a = new double[4];
        double[] b = new double[1 << 16];
        double[] c = new double[1 << 16];
        assertThatThrownBy(() -> Kernels.checkProduct(1 << 16, 1 << 16, 1, a, b, c))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Kernels.checkProduct(-1, -1, -1, a, b, c))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[][] copy(double[][] x) {
        return Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[] filled(int n) {
        double[] x = new double[n];
        Arrays.fill(x, -7);
        return x;
    }

    private static double[] random(int n, double range, long seed) {
        return new SplittableRandom(seed)
                .doubles(n)
                .map(u -> range * (2 * u - 1))
                .toArray();
    }

    private static void assertSameBits(double[] actual, double[] expected) {
        assertThat(Arrays.stream(actual).mapToLong(Double::doubleToLongBits).toArray())
                .isEqualTo(Arrays.stream(expected)
                        .mapToLong(Double::doubleToLongBits)
                        .toArray());
    }
}

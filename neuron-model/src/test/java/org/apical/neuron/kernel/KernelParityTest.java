package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

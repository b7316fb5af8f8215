package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MatrixProductTest {
    /** Above the crossover, no dimension a multiple of a register block. */
    private static final int ROWS = 251;

    private static final int INNER = 203;
    private static final int LANES = 179;

    /**
     * Two orders of summation of n terms differ by at most 2 n 2^-53 sum |a b| = 4.5e-14 sum |a b| for n = 203; the stated 1e-13 is
     * relative to that sum.
     */
    private static final double RELATIVE = 1e-13;

    @Test
    void theLargePathEqualsTheSmallPath() {
        assertThat(2L * ROWS * INNER * LANES).isGreaterThan(MatrixProduct.CROSSOVER_FLOP);
        assertLargeEqualsScalar(MatrixProduct.detect());
    }

    @Test
    void theEjmlFallBackEqualsTheSmallPath() {
        assertLargeEqualsScalar(new MatrixProduct(new ScalarKernels(), new LargeProduct.Ejml()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void openBlasIsLoadedOnLinuxAmd64() {
        assertThat(LargeProduct.detect()).isInstanceOf(LargeProduct.OpenBlas.class);
        assertThat(MatrixProduct.detect().describe()).endsWith(", OpenBLAS");
    }

    /** Below the crossover the kernels do the work, bit for bit. */
    @Test
    void theSmallPathIsTheKernels() {
        double[] a = random(9 * 7, 1);
        double[] b = random(7 * 5, 2);
        double[] expected = new double[45];
        double[] actual = new double[45];
        new ScalarKernels().multiplyAdd(9, 7, 5, a, b, expected);
        MatrixProduct.detect().multiplyAdd(9, 7, 5, a, b, actual);
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void theLargePathChecksShapesAndAliasing() {
        MatrixProduct product = MatrixProduct.detect();
        double[] square = new double[220 * 220];
        double[] other = new double[220 * 220];
        assertThatThrownBy(() -> product.multiplyAdd(220, 220, 220, square, other, square))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> product.multiplyAdd(220, 220, 220, square, other, new double[39_999]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("39999");
        assertThatThrownBy(() ->
                        product.multiplyAdd(1 << 16, 1 << 16, 1, square, new double[1 << 16], new double[1 << 16]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transposeMovesEveryElementAndIsItsOwnInverse() {
        double[] a = {1, 2, 3, 4, 5, 6};
        double[] b = new double[6];
        double[] back = new double[6];
        MatrixProduct.transpose(2, 3, a, b);
        assertThat(b).containsExactly(1, 4, 2, 5, 3, 6);
        MatrixProduct.transpose(3, 2, b, back);
        assertThat(back).isEqualTo(a);
    }

    @Test
    void transposeOverItsArgumentThrows() {
        double[] a = new double[6];
        assertThatThrownBy(() -> MatrixProduct.transpose(2, 3, a, a)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertLargeEqualsScalar(MatrixProduct product) {
        double[] a = random(ROWS * INNER, 1);
        double[] b = random(INNER * LANES, 2);
        double[] expected = random(ROWS * LANES, 3);
        double[] actual = expected.clone();
        double[] size = new double[ROWS * LANES];
        new ScalarKernels().multiplyAdd(ROWS, INNER, LANES, absolute(a), absolute(b), size);
        new ScalarKernels().multiplyAdd(ROWS, INNER, LANES, a, b, expected);
        product.multiplyAdd(ROWS, INNER, LANES, a, b, actual);
        for (int i = 0; i < actual.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(RELATIVE * (1 + size[i]));
        }
        double[] transposed = new double[INNER * LANES];
        MatrixProduct.transpose(INNER, LANES, b, transposed);
        double[] same = random(ROWS * LANES, 3);
        product.multiplyTransposedAdd(ROWS, INNER, LANES, a, transposed, same);
        for (int i = 0; i < same.length; i++) {
            assertThat(Math.abs(same[i] - expected[i])).isLessThanOrEqualTo(RELATIVE * (1 + size[i]));
        }
    }

    private static double[] absolute(double[] x) {
        return java.util.Arrays.stream(x).map(Math::abs).toArray();
    }

    private static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(n).map(u -> 2 * u - 1).toArray();
    }
}

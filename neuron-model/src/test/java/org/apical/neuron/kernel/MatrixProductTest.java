package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductTest {
    /** More than a group of rows, a panel of the inner index and a pair of vectors, none a multiple of one. */
    private static final int ROWS = 251;

    private static final int INNER = 603;
    private static final int LANES = 79;

    @Test
    void equalsTheReferenceToTheLastBit() {
        double[] a = random(ROWS * INNER, 1);
        double[] b = random(INNER * LANES, 2);
        double[] expected = random(ROWS * LANES, 3);
        double[] actual = expected.clone();
        double[] transposed = expected.clone();
        double[] bT = new double[INNER * LANES];
        MatrixProduct.transpose(INNER, LANES, b, bT);
        new ScalarKernels().multiplyAdd(ROWS, INNER, LANES, a, b, expected);
        MatrixProduct.detect().multiplyAdd(ROWS, INNER, LANES, a, b, actual);
        MatrixProduct.detect().multiplyTransposedAdd(ROWS, INNER, LANES, a, bT, transposed);
        assertThat(actual).isEqualTo(expected);
        assertThat(transposed).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 64, 78})
    void aLaneHasTheSameBitsBesideAnyOthers(int lanes) {
        double[] a = random(ROWS * INNER, 1);
        double[] b = random(INNER * LANES, 2);
        double[] all = new double[ROWS * LANES];
        MatrixProduct.detect().multiplyAdd(ROWS, INNER, LANES, a, b, all);
        int first = (LANES - lanes) / 2;
        double[] some = new double[INNER * lanes];
        Arrays.setAll(some, k -> b[k / lanes * LANES + first + k % lanes]);
        double[] c = new double[ROWS * lanes];
        MatrixProduct.detect().multiplyAdd(ROWS, INNER, lanes, a, some, c);
        double[] expected = new double[ROWS * lanes];
        Arrays.setAll(expected, k -> all[k / lanes * LANES + first + k % lanes]);
        assertThat(c).isEqualTo(expected);
    }

    @Test
    void shapesAndAliasingAreChecked() {
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

    private static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(n).map(u -> 2 * u - 1).toArray();
    }
}

package org.apical.neuron.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dense products of {@link VectorKernels}, C += A B and C += A B^T, by one method: a panel of B, 16 KiB of some of the inner index by two vectors, is
 * copied (or transposed) to where it is contiguous and stays in the first-level cache while rows of A pass over it. Without the copy its rows lie a
 * power of two apart, fall on the same few sets of the cache and drive each other out. Of a large A, {@value #GROUP} rows stay in the second-level cache while the panels
 * pass over them.
 *
 * <p>A block of rows x 2 vectors of C stays in registers over the panel: 8 rows where there are 32 registers (vectors of 512 bits), 6 where there may be but 16: 2 loads
 * of B and a broadcast of A a row for two fused multiply-adds a row. Each element of C takes its terms in ascending order, whatever the panels and the other columns.
 */
final class VectorProduct {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int DEPTH = 1024 / WIDTH;
    /** Rows of A that pass over the panels together. */
    private static final int GROUP = 96;

    private static final boolean MANY_REGISTERS = WIDTH >= 8;
    /** Rows of A from which on a copy of B is repaid. */
    private static final int LEAST_ROWS_TO_COPY_FOR = 8;

    /** One panel a thread: kernels are shared by all threads. */
    private static final ThreadLocal<double[]> PANEL = ThreadLocal.withInitial(() -> new double[DEPTH * 2 * WIDTH]);

    private VectorProduct() {}

    /** C := C + A B. */
    static void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
        for (int k = 0; k < inner; k += DEPTH) {
            int depth = Math.min(DEPTH, inner - k);
            for (int row = 0; row < rows; row += GROUP) {
                passPanels(row, Math.min(rows, row + GROUP), inner, k, depth, lanes, a, b, c);
            }
        }
        for (int column = lanes - lanes % WIDTH; column < lanes; column++) {
            oneColumn(rows, inner, lanes, column, a, b, c);
        }
    }

    /** The rows {@code row} .. {@code to} - 1 over all panels of some of the inner index. */
    private static void passPanels(
            int row, int to, int inner, int k, int depth, int lanes, double[] a, double[] b, double[] c) {
        boolean copies = to - row >= LEAST_ROWS_TO_COPY_FOR;
        double[] panel = PANEL.get();
        for (int column = 0; column + WIDTH <= lanes; ) {
            int width = column + 2 * WIDTH <= lanes ? 2 * WIDTH : WIDTH;
            if (copies) {
                for (int m = 0; m < depth; m++) {
                    System.arraycopy(b, (k + m) * lanes + column, panel, m * width, width);
                }
                pass(row, to, inner, k, depth, a, panel, 0, width, width, lanes, column, c);
            } else {
                pass(row, to, inner, k, depth, a, b, k * lanes + column, lanes, width, lanes, column, c);
            }
            column += width;
        }
    }

    /** A column too few for a vector: four rows at a time, so that four sums are under way while each waits for its last term. */
    private static void oneColumn(int rows, int inner, int lanes, int column, double[] a, double[] b, double[] c) {
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            int a0 = i * inner;
            int c0 = i * lanes + column;
            double s0 = c[c0];
            double s1 = c[c0 + lanes];
            double s2 = c[c0 + 2 * lanes];
            double s3 = c[c0 + 3 * lanes];
            for (int k = 0; k < inner; k++) {
                double x = b[k * lanes + column];
                s0 = Math.fma(a[a0 + k], x, s0);
                s1 = Math.fma(a[a0 + inner + k], x, s1);
                s2 = Math.fma(a[a0 + 2 * inner + k], x, s2);
                s3 = Math.fma(a[a0 + 3 * inner + k], x, s3);
            }
            c[c0] = s0;
            c[c0 + lanes] = s1;
            c[c0 + 2 * lanes] = s2;
            c[c0 + 3 * lanes] = s3;
        }
        for (; i < rows; i++) {
            double sum = c[i * lanes + column];
            for (int k = 0; k < inner; k++) {
                sum = Math.fma(a[i * inner + k], b[k * lanes + column], sum);
            }
            c[i * lanes + column] = sum;
        }
    }

    /** C := C + A B^T, with B (columns x inner). */
    static void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
        double[] panel = PANEL.get();
        int column = 0;
        for (; column + WIDTH <= columns; ) {
            int width = column + 2 * WIDTH <= columns ? 2 * WIDTH : WIDTH;
            for (int k = 0; k < inner; k += DEPTH) {
                int depth = Math.min(DEPTH, inner - k);
                for (int j = 0; j < width; j++) {
                    int from = (column + j) * inner + k;
                    for (int m = 0; m < depth; m++) {
                        panel[m * width + j] = b[from + m];
                    }
                }
                pass(0, rows, inner, k, depth, a, panel, 0, width, width, columns, column, c);
            }
            column += width;
        }
        for (int i = 0; i < rows && column < columns; i++) {
            for (int j = column; j < columns; j++) {
                c[i * columns + j] = ScalarKernels.dot(inner, a, i * inner, b, j * inner, c[i * columns + j]);
            }
        }
    }

    /** Some rows of A, columns k .. k + depth - 1, over one panel of B of one or two vectors, which begins at {@code from}. */
    private static void pass(
            int row,
            int rows,
            int inner,
            int k,
            int depth,
            double[] a,
            double[] panel,
            int from,
            int stride,
            int width,
            int lanes,
            int column,
            double[] c) {
        int i = row;
        if (width == 2 * WIDTH) {
            for (; MANY_REGISTERS && i + 8 <= rows; i += 8) {
                eightRowsTwoVectors(a, i * inner + k, inner, panel, from, stride, depth, c, i * lanes + column, lanes);
            }
            for (; !MANY_REGISTERS && i + 6 <= rows; i += 6) {
                sixRowsTwoVectors(a, i * inner + k, inner, panel, from, stride, depth, c, i * lanes + column, lanes);
            }
            for (; i + 2 <= rows; i += 2) {
                twoRowsTwoVectors(a, i * inner + k, inner, panel, from, stride, depth, c, i * lanes + column, lanes);
            }
            for (; i < rows; i++) {
                int to = i * lanes + column;
                oneRowOneVector(a, i * inner + k, panel, from, stride, depth, c, to);
                oneRowOneVector(a, i * inner + k, panel, from + WIDTH, stride, depth, c, to + WIDTH);
            }
            return;
        }
        for (; i + 4 <= rows; i += 4) {
            fourRowsOneVector(a, i * inner + k, inner, panel, from, stride, depth, c, i * lanes + column, lanes);
        }
        for (; i < rows; i++) {
            oneRowOneVector(a, i * inner + k, panel, from, stride, depth, c, i * lanes + column);
        }
    }

    private static void eightRowsTwoVectors(
            double[] a, int a0, int inner, double[] b, int b0, int stride, int depth, double[] c, int c0, int lanes) {
        int c1 = c0 + lanes;
        int c2 = c1 + lanes;
        int c3 = c2 + lanes;
        int c4 = c3 + lanes;
        int c5 = c4 + lanes;
        int c6 = c5 + lanes;
        int c7 = c6 + lanes;
        int a1 = a0 + inner;
        int a2 = a1 + inner;
        int a3 = a2 + inner;
        int a4 = a3 + inner;
        int a5 = a4 + inner;
        int a6 = a5 + inner;
        int a7 = a6 + inner;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + WIDTH);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + WIDTH);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, c2 + WIDTH);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, c3 + WIDTH);
        DoubleVector s40 = DoubleVector.fromArray(SPECIES, c, c4);
        DoubleVector s41 = DoubleVector.fromArray(SPECIES, c, c4 + WIDTH);
        DoubleVector s50 = DoubleVector.fromArray(SPECIES, c, c5);
        DoubleVector s51 = DoubleVector.fromArray(SPECIES, c, c5 + WIDTH);
        DoubleVector s60 = DoubleVector.fromArray(SPECIES, c, c6);
        DoubleVector s61 = DoubleVector.fromArray(SPECIES, c, c6 + WIDTH);
        DoubleVector s70 = DoubleVector.fromArray(SPECIES, c, c7);
        DoubleVector s71 = DoubleVector.fromArray(SPECIES, c, c7 + WIDTH);
        int from = b0;
        for (int k = 0; k < depth; k++, from += stride) {
            DoubleVector left = DoubleVector.fromArray(SPECIES, b, from);
            DoubleVector right = DoubleVector.fromArray(SPECIES, b, from + WIDTH);
            DoubleVector w = broadcast(SPECIES, a[a0 + k]);
            s00 = w.fma(left, s00);
            s01 = w.fma(right, s01);
            w = broadcast(SPECIES, a[a1 + k]);
            s10 = w.fma(left, s10);
            s11 = w.fma(right, s11);
            w = broadcast(SPECIES, a[a2 + k]);
            s20 = w.fma(left, s20);
            s21 = w.fma(right, s21);
            w = broadcast(SPECIES, a[a3 + k]);
            s30 = w.fma(left, s30);
            s31 = w.fma(right, s31);
            w = broadcast(SPECIES, a[a4 + k]);
            s40 = w.fma(left, s40);
            s41 = w.fma(right, s41);
            w = broadcast(SPECIES, a[a5 + k]);
            s50 = w.fma(left, s50);
            s51 = w.fma(right, s51);
            w = broadcast(SPECIES, a[a6 + k]);
            s60 = w.fma(left, s60);
            s61 = w.fma(right, s61);
            w = broadcast(SPECIES, a[a7 + k]);
            s70 = w.fma(left, s70);
            s71 = w.fma(right, s71);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + WIDTH);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + WIDTH);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + WIDTH);
        s60.intoArray(c, c6);
        s61.intoArray(c, c6 + WIDTH);
        s70.intoArray(c, c7);
        s71.intoArray(c, c7 + WIDTH);
    }

    private static void sixRowsTwoVectors(
            double[] a, int a0, int inner, double[] b, int b0, int stride, int depth, double[] c, int c0, int lanes) {
        int c1 = c0 + lanes;
        int c2 = c1 + lanes;
        int c3 = c2 + lanes;
        int c4 = c3 + lanes;
        int c5 = c4 + lanes;
        int a1 = a0 + inner;
        int a2 = a1 + inner;
        int a3 = a2 + inner;
        int a4 = a3 + inner;
        int a5 = a4 + inner;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + WIDTH);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + WIDTH);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, c2 + WIDTH);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, c3 + WIDTH);
        DoubleVector s40 = DoubleVector.fromArray(SPECIES, c, c4);
        DoubleVector s41 = DoubleVector.fromArray(SPECIES, c, c4 + WIDTH);
        DoubleVector s50 = DoubleVector.fromArray(SPECIES, c, c5);
        DoubleVector s51 = DoubleVector.fromArray(SPECIES, c, c5 + WIDTH);
        int from = b0;
        for (int k = 0; k < depth; k++, from += stride) {
            DoubleVector left = DoubleVector.fromArray(SPECIES, b, from);
            DoubleVector right = DoubleVector.fromArray(SPECIES, b, from + WIDTH);
            DoubleVector w = broadcast(SPECIES, a[a0 + k]);
            s00 = w.fma(left, s00);
            s01 = w.fma(right, s01);
            w = broadcast(SPECIES, a[a1 + k]);
            s10 = w.fma(left, s10);
            s11 = w.fma(right, s11);
            w = broadcast(SPECIES, a[a2 + k]);
            s20 = w.fma(left, s20);
            s21 = w.fma(right, s21);
            w = broadcast(SPECIES, a[a3 + k]);
            s30 = w.fma(left, s30);
            s31 = w.fma(right, s31);
            w = broadcast(SPECIES, a[a4 + k]);
            s40 = w.fma(left, s40);
            s41 = w.fma(right, s41);
            w = broadcast(SPECIES, a[a5 + k]);
            s50 = w.fma(left, s50);
            s51 = w.fma(right, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + WIDTH);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + WIDTH);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + WIDTH);
    }

    private static void twoRowsTwoVectors(
            double[] a, int a0, int inner, double[] b, int b0, int stride, int depth, double[] c, int c0, int lanes) {
        int c1 = c0 + lanes;
        int a1 = a0 + inner;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + WIDTH);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + WIDTH);
        int from = b0;
        for (int k = 0; k < depth; k++, from += stride) {
            DoubleVector left = DoubleVector.fromArray(SPECIES, b, from);
            DoubleVector right = DoubleVector.fromArray(SPECIES, b, from + WIDTH);
            DoubleVector w = broadcast(SPECIES, a[a0 + k]);
            s00 = w.fma(left, s00);
            s01 = w.fma(right, s01);
            w = broadcast(SPECIES, a[a1 + k]);
            s10 = w.fma(left, s10);
            s11 = w.fma(right, s11);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + WIDTH);
    }

    private static void fourRowsOneVector(
            double[] a, int a0, int inner, double[] b, int b0, int stride, int depth, double[] c, int c0, int lanes) {
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, c, c0 + lanes);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * lanes);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, c, c0 + 3 * lanes);
        int from = b0;
        for (int k = 0; k < depth; k++, from += stride) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b, from);
            s0 = broadcast(SPECIES, a[a0 + k]).fma(x, s0);
            s1 = broadcast(SPECIES, a[a0 + inner + k]).fma(x, s1);
            s2 = broadcast(SPECIES, a[a0 + 2 * inner + k]).fma(x, s2);
            s3 = broadcast(SPECIES, a[a0 + 3 * inner + k]).fma(x, s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + lanes);
        s2.intoArray(c, c0 + 2 * lanes);
        s3.intoArray(c, c0 + 3 * lanes);
    }

    private static void oneRowOneVector(
            double[] a, int a0, double[] b, int b0, int stride, int depth, double[] c, int c0) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, c, c0);
        int from = b0;
        for (int k = 0; k < depth; k++, from += stride) {
            sum = broadcast(SPECIES, a[a0 + k]).fma(DoubleVector.fromArray(SPECIES, b, from), sum);
        }
        sum.intoArray(c, c0);
    }
}

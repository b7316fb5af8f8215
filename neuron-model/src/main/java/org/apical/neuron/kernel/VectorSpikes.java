package org.apical.neuron.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Spikes through weights, SIMD; loaded with {@link VectorKernels}, whose remarks hold here. Four sources at a time: a target is loaded and stored once
 * for four products.
 */
final class VectorSpikes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private VectorSpikes() {}

    /** {@link Kernels#multiplyAddRows}. */
    static void multiplyAddRows(
            int rows, int lanes, double[] bySource, double[] b, int[] source, int count, double[] c) {
        int fours = count - count % 4;
        for (int k = 0; k < fours; k += 4) {
            if (lanes == 1) {
                fourToOneLane(rows, bySource, b, source[k], source[k + 1], source[k + 2], source[k + 3], c);
            } else {
                for (int lane = 0; lane + WIDTH <= lanes; lane += WIDTH) {
                    fourToLanes(
                            rows, lanes, lane, bySource, b, source[k], source[k + 1], source[k + 2], source[k + 3], c);
                }
            }
        }
        for (int k = fours; k < count; k++) {
            if (lanes == 1) {
                oneToOneLane(rows, bySource, b, source[k], c);
            } else {
                for (int lane = 0; lane + WIDTH <= lanes; lane += WIDTH) {
                    oneToLanes(rows, lanes, lane, bySource, b, source[k], c);
                }
            }
        }
        int rest = lanes - lanes % WIDTH;
        for (int k = 0; k < count && rest < lanes && lanes > 1; k++) {
            ScalarKernels.addSource(source[k], rows, rest, lanes, lanes, bySource, b, c);
        }
    }

    /**
     * {@link Kernels#addRows}. The first row goes alone: a short loop keeps many loads of y, which comes from afar, under way at once. The others find y in the
     * nearest cache; four vectors of it stay in registers while they are added.
     */
    static void addRows(int n, double[] a, int[] row, double[] b, int count, double[] y, int from) {
        if (count == 0) {
            return;
        }
        int bound = n - n % (4 * WIDTH);
        addRow(bound, a, row[0] * n, b[0], y, from);
        for (int i = 0; i < bound && count > 1; i += 4 * WIDTH) {
            int at = from + i;
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, at);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, at + WIDTH);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, y, at + 2 * WIDTH);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, y, at + 3 * WIDTH);
            for (int k = 1; k < count; k++) {
                int r = row[k] * n + i;
                DoubleVector x = broadcast(SPECIES, b[k]);
                y0 = DoubleVector.fromArray(SPECIES, a, r).fma(x, y0);
                y1 = DoubleVector.fromArray(SPECIES, a, r + WIDTH).fma(x, y1);
                y2 = DoubleVector.fromArray(SPECIES, a, r + 2 * WIDTH).fma(x, y2);
                y3 = DoubleVector.fromArray(SPECIES, a, r + 3 * WIDTH).fma(x, y3);
            }
            y0.intoArray(y, at);
            y1.intoArray(y, at + WIDTH);
            y2.intoArray(y, at + 2 * WIDTH);
            y3.intoArray(y, at + 3 * WIDTH);
        }
        ScalarKernels.addRows(bound, n, a, row, b, count, y, from);
    }

    private static void addRow(int n, double[] a, int aFrom, double x, double[] y, int from) {
        for (int i = 0; i < n; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, a, aFrom + i)
                    .fma(broadcast(SPECIES, x), DoubleVector.fromArray(SPECIES, y, from + i))
                    .intoArray(y, from + i);
        }
    }

    private static void fourToOneLane(
            int rows, double[] bySource, double[] b, int s0, int s1, int s2, int s3, double[] c) {
        double x0 = b[s0];
        double x1 = b[s1];
        double x2 = b[s2];
        double x3 = b[s3];
        int a0 = s0 * rows;
        int a1 = s1 * rows;
        int a2 = s2 * rows;
        int a3 = s3 * rows;
        int bound = SPECIES.loopBound(rows);
        for (int i = 0; i < bound; i += WIDTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, c, i);
            sum = DoubleVector.fromArray(SPECIES, bySource, a0 + i).fma(broadcast(SPECIES, x0), sum);
            sum = DoubleVector.fromArray(SPECIES, bySource, a1 + i).fma(broadcast(SPECIES, x1), sum);
            sum = DoubleVector.fromArray(SPECIES, bySource, a2 + i).fma(broadcast(SPECIES, x2), sum);
            sum = DoubleVector.fromArray(SPECIES, bySource, a3 + i).fma(broadcast(SPECIES, x3), sum);
            sum.intoArray(c, i);
        }
        for (int i = bound; i < rows; i++) {
            double sum = Math.fma(bySource[a0 + i], x0, c[i]);
            sum = Math.fma(bySource[a1 + i], x1, sum);
            sum = Math.fma(bySource[a2 + i], x2, sum);
            c[i] = Math.fma(bySource[a3 + i], x3, sum);
        }
    }

    private static void oneToOneLane(int rows, double[] bySource, double[] b, int s, double[] c) {
        double x = b[s];
        int a = s * rows;
        int bound = SPECIES.loopBound(rows);
        for (int i = 0; i < bound; i += WIDTH) {
            DoubleVector.fromArray(SPECIES, bySource, a + i)
                    .fma(broadcast(SPECIES, x), DoubleVector.fromArray(SPECIES, c, i))
                    .intoArray(c, i);
        }
        for (int i = bound; i < rows; i++) {
            c[i] = Math.fma(bySource[a + i], x, c[i]);
        }
    }

    private static void fourToLanes(
            int rows, int lanes, int lane, double[] bySource, double[] b, int s0, int s1, int s2, int s3, double[] c) {
        DoubleVector x0 = DoubleVector.fromArray(SPECIES, b, s0 * lanes + lane);
        DoubleVector x1 = DoubleVector.fromArray(SPECIES, b, s1 * lanes + lane);
        DoubleVector x2 = DoubleVector.fromArray(SPECIES, b, s2 * lanes + lane);
        DoubleVector x3 = DoubleVector.fromArray(SPECIES, b, s3 * lanes + lane);
        int a0 = s0 * rows;
        int a1 = s1 * rows;
        int a2 = s2 * rows;
        int a3 = s3 * rows;
        int at = lane;
        for (int i = 0; i < rows; i++, at += lanes) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, c, at);
            sum = x0.fma(broadcast(SPECIES, bySource[a0 + i]), sum);
            sum = x1.fma(broadcast(SPECIES, bySource[a1 + i]), sum);
            sum = x2.fma(broadcast(SPECIES, bySource[a2 + i]), sum);
            sum = x3.fma(broadcast(SPECIES, bySource[a3 + i]), sum);
            sum.intoArray(c, at);
        }
    }

    private static void oneToLanes(int rows, int lanes, int lane, double[] bySource, double[] b, int s, double[] c) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, b, s * lanes + lane);
        int a = s * rows;
        int at = lane;
        for (int i = 0; i < rows; i++, at += lanes) {
            x.fma(broadcast(SPECIES, bySource[a + i]), DoubleVector.fromArray(SPECIES, c, at))
                    .intoArray(c, at);
        }
    }
}

package org.apical.neuron.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The step of a linear system, SIMD; loaded with {@link VectorKernels}, whose remarks hold here. A soma with two dendrites and two currents, the neuron
 * of every default, with or without a readout, and a soma alone with one current have their rows in registers; any other goes through a buffer, three rows at a time.
 */
final class VectorLinearStep {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private VectorLinearStep() {}

    /** {@link Kernels#advance}. */
    static void advance(
            AffineMap map,
            double[][] x,
            int xFrom,
            double[][] y,
            int yFrom,
            int n,
            double[] until,
            double now,
            AffineMap.Buffer buffer) {
        int bound = SPECIES.loopBound(n);
        if (map.threeApart && until != null) {
            if (map.rows > 3) {
                readout(map, x, xFrom, y, yFrom, bound, until, now);
            }
            threeCompartments(map, x, xFrom, y, yFrom, bound, until, now);
        } else if (map.oneCompartment() && until != null) {
            oneCompartment(map, x[0], xFrom, y[0], yFrom, bound, until, now);
        } else {
            for (int i = 0; i < bound; i += AffineMap.BLOCK) {
                int size = Math.min(AffineMap.BLOCK, bound - i);
                advanceBlock(map, x, xFrom + i, y, yFrom + i, size, until, now, buffer);
            }
        }
        for (int i = bound; i < n; i++) {
            ScalarKernels.advance(map, x, xFrom + i, y, yFrom + i, until, now, buffer);
        }
    }

    private static void advanceBlock(
            AffineMap map,
            double[][] x,
            int xFrom,
            double[][] y,
            int yFrom,
            int n,
            double[] until,
            double now,
            AffineMap.Buffer buffer) {
        buffer.heldVectors = 0;
        if (until != null) {
            held(map, x, xFrom, y, yFrom, n, until, now, buffer);
        }
        if (map.threeCompartments()) {
            freeThreeCompartments(map, x, xFrom, y, yFrom, n);
        } else {
            free(map, x, xFrom, y, yFrom, n, buffer.free);
        }
        for (int k = 0; k < buffer.heldVectors; k++) {
            takeHeld(map.heldRows, buffer, buffer.heldAt[k], x, xFrom, until, now);
        }
        for (int k = 0; map.decay != null && k < map.inputs; k++) {
            scale(y[k], yFrom, n, map.decay[k]);
        }
    }

    private static void scale(double[] x, int from, int n, double factor) {
        for (int i = from; factor != 1 && i < from + n; i++) {
            x[i] *= factor;
        }
    }

    /** The neuron of three compartments and two currents: all rows of a vector of elements in registers. */
    private static void freeThreeCompartments(AffineMap map, double[][] x, int xFrom, double[][] y, int yFrom, int n) {
        double[] c = map.free;
        double[] x0 = x[0];
        double[] x1 = x[1];
        double[] x2 = x[2];
        double[] y0 = y[0];
        double[] y1 = y[1];
        for (int i = 0; i < n; i += WIDTH) {
            int at = xFrom + i;
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x0, at);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x1, at);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x2, at);
            DoubleVector u0 = DoubleVector.fromArray(SPECIES, y0, yFrom + i);
            DoubleVector u1 = DoubleVector.fromArray(SPECIES, y1, yFrom + i);
            DoubleVector s0 = v2.fma(
                    broadcast(SPECIES, c[3]),
                    v1.fma(broadcast(SPECIES, c[2]), v0.fma(broadcast(SPECIES, c[1]), broadcast(SPECIES, c[0]))));
            DoubleVector s1 = v2.fma(
                    broadcast(SPECIES, c[9]),
                    v1.fma(broadcast(SPECIES, c[8]), v0.fma(broadcast(SPECIES, c[7]), broadcast(SPECIES, c[6]))));
            DoubleVector s2 = v2.fma(
                    broadcast(SPECIES, c[15]),
                    v1.fma(broadcast(SPECIES, c[14]), v0.fma(broadcast(SPECIES, c[13]), broadcast(SPECIES, c[12]))));
            u1.fma(broadcast(SPECIES, c[5]), u0.fma(broadcast(SPECIES, c[4]), s0))
                    .intoArray(x0, at);
            u1.fma(broadcast(SPECIES, c[11]), u0.fma(broadcast(SPECIES, c[10]), s1))
                    .intoArray(x1, at);
            u1.fma(broadcast(SPECIES, c[17]), u0.fma(broadcast(SPECIES, c[16]), s2))
                    .intoArray(x2, at);
        }
    }

    /**
     * The same where somata may be held: V_s stays, and each dendrite, which then sees V_s and its own current only, takes both rows and chooses. Both are
     * always computed: a branch that one vector in three takes costs more than the products.
     */
    private static void threeCompartments(
            AffineMap map, double[][] x, int xFrom, double[][] y, int yFrom, int n, double[] until, double now) {
        double[] c = map.free;
        double[] h = map.held;
        double[] x0 = x[0];
        double[] x1 = x[1];
        double[] x2 = x[2];
        double[] y0 = y[0];
        double[] y1 = y[1];
        double d0 = map.decay == null ? 1 : map.decay[0];
        double d1 = map.decay == null ? 1 : map.decay[1];
        for (int i = 0; i < n; i += WIDTH) {
            int at = xFrom + i;
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x0, at);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x1, at);
            DoubleVector v2 = DoubleVector.fromArray(SPECIES, x2, at);
            DoubleVector u0 = DoubleVector.fromArray(SPECIES, y0, yFrom + i);
            DoubleVector u1 = DoubleVector.fromArray(SPECIES, y1, yFrom + i);
            VectorMask<Double> held = DoubleVector.fromArray(SPECIES, until, at).compare(VectorOperators.GT, now);
            DoubleVector s0 = v2.fma(
                    broadcast(SPECIES, c[3]),
                    v1.fma(broadcast(SPECIES, c[2]), v0.fma(broadcast(SPECIES, c[1]), broadcast(SPECIES, c[0]))));
            DoubleVector s1 = v2.fma(
                    broadcast(SPECIES, c[9]),
                    v1.fma(broadcast(SPECIES, c[8]), v0.fma(broadcast(SPECIES, c[7]), broadcast(SPECIES, c[6]))));
            DoubleVector s2 = v2.fma(
                    broadcast(SPECIES, c[15]),
                    v1.fma(broadcast(SPECIES, c[14]), v0.fma(broadcast(SPECIES, c[13]), broadcast(SPECIES, c[12]))));
            DoubleVector h1 = u0.fma(
                    broadcast(SPECIES, h[10]),
                    v1.fma(broadcast(SPECIES, h[8]), v0.fma(broadcast(SPECIES, h[7]), broadcast(SPECIES, h[6]))));
            DoubleVector h2 = u1.fma(
                    broadcast(SPECIES, h[17]),
                    v2.fma(broadcast(SPECIES, h[15]), v0.fma(broadcast(SPECIES, h[13]), broadcast(SPECIES, h[12]))));
            s0 = u1.fma(broadcast(SPECIES, c[5]), u0.fma(broadcast(SPECIES, c[4]), s0));
            s1 = u1.fma(broadcast(SPECIES, c[11]), u0.fma(broadcast(SPECIES, c[10]), s1));
            s2 = u1.fma(broadcast(SPECIES, c[17]), u0.fma(broadcast(SPECIES, c[16]), s2));
            s0.blend(v0, held).intoArray(x0, at);
            s1.blend(h1, held).intoArray(x1, at);
            s2.blend(h2, held).intoArray(x2, at);
            u0.mul(d0).intoArray(y0, yFrom + i);
            u1.mul(d1).intoArray(y1, yFrom + i);
        }
    }

    /** A soma without dendrites and one current. */
    private static void oneCompartment(
            AffineMap map, double[] x, int xFrom, double[] y, int yFrom, int n, double[] until, double now) {
        double[] c = map.free;
        double decay = map.decay == null ? 1 : map.decay[0];
        for (int i = 0; i < n; i += WIDTH) {
            int at = xFrom + i;
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, at);
            DoubleVector u = DoubleVector.fromArray(SPECIES, y, yFrom + i);
            VectorMask<Double> held = DoubleVector.fromArray(SPECIES, until, at).compare(VectorOperators.GT, now);
            DoubleVector s = u.fma(broadcast(SPECIES, c[2]), v.fma(broadcast(SPECIES, c[1]), broadcast(SPECIES, c[0])));
            s.blend(v, held).intoArray(x, at);
            u.mul(decay).intoArray(y, yFrom + i);
        }
    }

    /** The row after those of three compartments, from the state before the step. */
    private static void readout(
            AffineMap map, double[][] x, int xFrom, double[][] y, int yFrom, int n, double[] until, double now) {
        double[] c = map.free;
        double[] h = map.held;
        double[] x0 = x[0];
        double[] x1 = x[1];
        double[] x2 = x[2];
        double[] x3 = x[3];
        double[] y0 = y[0];
        double[] y1 = y[1];
        for (int i = 0; i < n; i += WIDTH) {
            int at = xFrom + i;
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, x0, at);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, x1, at);
            DoubleVector u0 = DoubleVector.fromArray(SPECIES, y0, yFrom + i);
            VectorMask<Double> held = DoubleVector.fromArray(SPECIES, until, at).compare(VectorOperators.GT, now);
            DoubleVector s = DoubleVector.fromArray(SPECIES, x2, at)
                    .fma(
                            broadcast(SPECIES, c[21]),
                            v1.fma(
                                    broadcast(SPECIES, c[20]),
                                    v0.fma(broadcast(SPECIES, c[19]), broadcast(SPECIES, c[18]))));
            s = DoubleVector.fromArray(SPECIES, y1, yFrom + i)
                    .fma(broadcast(SPECIES, c[23]), u0.fma(broadcast(SPECIES, c[22]), s));
            DoubleVector whenHeld = u0.fma(
                    broadcast(SPECIES, h[22]),
                    v1.fma(broadcast(SPECIES, h[20]), v0.fma(broadcast(SPECIES, h[19]), broadcast(SPECIES, h[18]))));
            s.blend(whenHeld, held).intoArray(x3, at);
        }
    }

    /** Any neuron: rows of whole vectors of elements into a buffer, then back. */
    private static void free(AffineMap map, double[][] x, int xFrom, double[][] y, int yFrom, int n, double[] out) {
        int pairs = n - n % (2 * WIDTH);
        int threes = map.rows - map.rows % 3;
        for (int row = 0; row < threes; row += 3) {
            for (int i = 0; i < pairs; i += 2 * WIDTH) {
                threeRows(map, row, x, xFrom + i, y, yFrom + i, out, row * n + i, n);
            }
        }
        for (int row = 0; row < map.rows; row++) {
            for (int i = row < threes ? pairs : 0; i < n; i += WIDTH) {
                oneRow(map, row, x, xFrom + i, y, yFrom + i, out, row * n + i);
            }
        }
        for (int row = 0; row < map.rows; row++) {
            System.arraycopy(out, row * n, x[row], xFrom, n);
        }
    }

    /** Rows of the vectors in which an element is held, and where those vectors are; from the state before the step. */
    private static void held(
            AffineMap map,
            double[][] x,
            int xFrom,
            double[][] y,
            int yFrom,
            int n,
            double[] until,
            double now,
            AffineMap.Buffer buffer) {
        for (int i = 0; i < n; i += WIDTH) {
            if (DoubleVector.fromArray(SPECIES, until, xFrom + i)
                    .compare(VectorOperators.GT, now)
                    .anyTrue()) {
                buffer.heldAt[buffer.heldVectors++] = i;
                System.arraycopy(x[0], xFrom + i, buffer.held, i, WIDTH);
                for (int row = 1; row < map.heldRows; row++) {
                    heldRow(map, row, x, xFrom + i, y, yFrom + i, buffer.held, row * AffineMap.BLOCK + i);
                }
            }
        }
    }

    /** Puts the held rows of one vector in place of the free ones, element by element: few vectors hold one. */
    private static void takeHeld(
            int rows, AffineMap.Buffer buffer, int i, double[][] x, int xFrom, double[] until, double now) {
        for (int k = i; k < i + WIDTH; k++) {
            if (until[xFrom + k] > now) {
                for (int row = 0; row < rows; row++) {
                    x[row][xFrom + k] = buffer.held[row * AffineMap.BLOCK + k];
                }
            }
        }
    }

    /** Three rows at two vectors of elements: each operand is loaded once for three products. */
    private static void threeRows(
            AffineMap map, int row, double[][] x, int xAt, double[][] y, int yAt, double[] out, int to, int rowLength) {
        double[] c = map.free;
        int states = map.states;
        int stride = map.stride;
        int r = row * stride;
        DoubleVector s00 = broadcast(SPECIES, c[r]);
        DoubleVector s01 = s00;
        DoubleVector s10 = broadcast(SPECIES, c[r + stride]);
        DoubleVector s11 = s10;
        DoubleVector s20 = broadcast(SPECIES, c[r + 2 * stride]);
        DoubleVector s21 = s20;
        for (int j = 0; j < stride - 1; j++) {
            double[] from = j < states ? x[j] : y[j - states];
            int at = j < states ? xAt : yAt;
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, from, at);
            DoubleVector v1 = DoubleVector.fromArray(SPECIES, from, at + WIDTH);
            DoubleVector w = broadcast(SPECIES, c[r + 1 + j]);
            s00 = v0.fma(w, s00);
            s01 = v1.fma(w, s01);
            w = broadcast(SPECIES, c[r + stride + 1 + j]);
            s10 = v0.fma(w, s10);
            s11 = v1.fma(w, s11);
            w = broadcast(SPECIES, c[r + 2 * stride + 1 + j]);
            s20 = v0.fma(w, s20);
            s21 = v1.fma(w, s21);
        }
        s00.intoArray(out, to);
        s01.intoArray(out, to + WIDTH);
        s10.intoArray(out, to + rowLength);
        s11.intoArray(out, to + rowLength + WIDTH);
        s20.intoArray(out, to + 2 * rowLength);
        s21.intoArray(out, to + 2 * rowLength + WIDTH);
    }

    /** One row at a vector. */
    private static void oneRow(
            AffineMap map, int row, double[][] x, int xAt, double[][] y, int yAt, double[] out, int to) {
        double[] c = map.free;
        int r = row * map.stride;
        DoubleVector sum = broadcast(SPECIES, c[r]);
        for (int j = 0; j < map.stride - 1; j++) {
            double[] from = j < map.states ? x[j] : y[j - map.states];
            sum = DoubleVector.fromArray(SPECIES, from, j < map.states ? xAt : yAt)
                    .fma(broadcast(SPECIES, c[r + 1 + j]), sum);
        }
        sum.intoArray(out, to);
    }

    /** The same of held elements; zeros are left out. */
    private static void heldRow(
            AffineMap map, int row, double[][] x, int xAt, double[][] y, int yAt, double[] out, int to) {
        double[] c = map.held;
        int r = row * map.stride;
        DoubleVector sum = broadcast(SPECIES, c[r]);
        for (int j : map.heldColumns[row]) {
            double[] from = j < map.states ? x[j] : y[j - map.states];
            sum = DoubleVector.fromArray(SPECIES, from, j < map.states ? xAt : yAt)
                    .fma(broadcast(SPECIES, c[r + 1 + j]), sum);
        }
        sum.intoArray(out, to);
    }
}

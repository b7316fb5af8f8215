package org.apical.neuron.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.apical.neuron.kernel.ExpPolynomial.COEFFICIENTS;
import static org.apical.neuron.kernel.ExpPolynomial.EXP_LIMIT;
import static org.apical.neuron.kernel.ExpPolynomial.INV_LN2;
import static org.apical.neuron.kernel.ExpPolynomial.LN2_HIGH;
import static org.apical.neuron.kernel.ExpPolynomial.LN2_LOW;
import static org.apical.neuron.kernel.ExpPolynomial.ROUND;
import static org.apical.neuron.kernel.ExpPolynomial.TANH_LIMIT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD kernels on {@code jdk.incubator.vector}; loaded by name, and only when that module is present ({@link KernelProvider}).
 *
 * <p>No method here takes or returns a vector: deep in a chain of calls the compiler still inlines the methods of the vector library, which force it
 * to, but not ours (MaxInlineLevel), and a vector that crosses a real call is an allocated object. PropertyTest.aStepAllocatesNothing watches this.
 *
 * <p>The product keeps a block of 4 rows x 2 vectors of C in registers over the whole inner index: 8 fused multiply-adds for 2 loads of B
 * and 4 broadcasts of A.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final long ONE_BITS = 0x3ff0000000000000L;

    @Override
    public String name() {
        return "vector (" + SPECIES.vectorBitSize() + " bit)";
    }

    @Override
    public void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
        Kernels.checkProduct(rows, inner, lanes, a, b, c);
        int blockedRows = rows - rows % 4;
        int column = 0;
        for (; column + 2 * WIDTH <= lanes; column += 2 * WIDTH) {
            for (int i = 0; i < blockedRows; i += 4) {
                fourRowsTwoVectors(i, column, inner, lanes, a, b, c);
            }
            for (int i = blockedRows; i < rows; i++) {
                oneRowOneVector(i, column, inner, lanes, a, b, c);
                oneRowOneVector(i, column + WIDTH, inner, lanes, a, b, c);
            }
        }
        for (; column + WIDTH <= lanes; column += WIDTH) {
            for (int i = 0; i < blockedRows; i += 4) {
                fourRowsOneVector(i, column, inner, lanes, a, b, c);
            }
            for (int i = blockedRows; i < rows; i++) {
                oneRowOneVector(i, column, inner, lanes, a, b, c);
            }
        }
        for (int i = 0; i < rows && column < lanes; i++) {
            for (int k = 0; k < inner; k++) {
                double weight = a[i * inner + k];
                for (int l = column; l < lanes; l++) {
                    c[i * lanes + l] = Math.fma(weight, b[k * lanes + l], c[i * lanes + l]);
                }
            }
        }
    }

    private static void fourRowsTwoVectors(
            int row, int column, int inner, int lanes, double[] a, double[] b, double[] c) {
        int c0 = row * lanes + column;
        int c1 = c0 + lanes;
        int c2 = c1 + lanes;
        int c3 = c2 + lanes;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + WIDTH);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + WIDTH);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, c2 + WIDTH);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, c3 + WIDTH);
        int a0 = row * inner;
        int from = column;
        for (int k = 0; k < inner; k++, from += lanes) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, from);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, from + WIDTH);
            DoubleVector w = broadcast(SPECIES, a[a0 + k]);
            s00 = w.fma(b0, s00);
            s01 = w.fma(b1, s01);
            w = broadcast(SPECIES, a[a0 + inner + k]);
            s10 = w.fma(b0, s10);
            s11 = w.fma(b1, s11);
            w = broadcast(SPECIES, a[a0 + 2 * inner + k]);
            s20 = w.fma(b0, s20);
            s21 = w.fma(b1, s21);
            w = broadcast(SPECIES, a[a0 + 3 * inner + k]);
            s30 = w.fma(b0, s30);
            s31 = w.fma(b1, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + WIDTH);
    }

    private static void fourRowsOneVector(
            int row, int column, int inner, int lanes, double[] a, double[] b, double[] c) {
        int c0 = row * lanes + column;
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, c, c0 + lanes);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * lanes);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, c, c0 + 3 * lanes);
        int a0 = row * inner;
        int from = column;
        for (int k = 0; k < inner; k++, from += lanes) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, from);
            s0 = broadcast(SPECIES, a[a0 + k]).fma(b0, s0);
            s1 = broadcast(SPECIES, a[a0 + inner + k]).fma(b0, s1);
            s2 = broadcast(SPECIES, a[a0 + 2 * inner + k]).fma(b0, s2);
            s3 = broadcast(SPECIES, a[a0 + 3 * inner + k]).fma(b0, s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + lanes);
        s2.intoArray(c, c0 + 2 * lanes);
        s3.intoArray(c, c0 + 3 * lanes);
    }

    private static void oneRowOneVector(int row, int column, int inner, int lanes, double[] a, double[] b, double[] c) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, c, row * lanes + column);
        int from = column;
        for (int k = 0; k < inner; k++, from += lanes) {
            sum = broadcast(SPECIES, a[row * inner + k]).fma(DoubleVector.fromArray(SPECIES, b, from), sum);
        }
        sum.intoArray(c, row * lanes + column);
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            tanhOf(x, y, i);
        }
        for (int i = bound; i < n; i++) {
            y[i] = ScalarKernels.tanh(x[i]);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            expOf(x, y, i);
        }
        for (int i = bound; i < n; i++) {
            y[i] = ScalarKernels.exp(x[i]);
        }
    }

    /** One vector, from memory to memory. */
    private static void tanhOf(double[] x, double[] y, int i) {
        DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
        DoubleVector argument = v.abs().mul(2).min(TANH_LIMIT);
        DoubleVector shifted = argument.fma(broadcast(SPECIES, INV_LN2), broadcast(SPECIES, ROUND));
        DoubleVector k = shifted.sub(ROUND);
        DoubleVector f = k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), argument));
        DoubleVector p = broadcast(SPECIES, COEFFICIENTS[0])
                .fma(f, broadcast(SPECIES, COEFFICIENTS[1]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[2]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[3]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[4]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[5]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[6]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[7]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[8]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[9]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[10]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[11]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[12]));
        DoubleVector power = shifted.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
        DoubleVector m = power.fma(f.mul(f).fma(p, f), power.sub(1));
        LongVector sign = v.reinterpretAsLongs().and(Long.MIN_VALUE);
        m.div(m.add(2)).reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(y, i);
    }

    private static void expOf(double[] x, double[] y, int i) {
        DoubleVector argument =
                DoubleVector.fromArray(SPECIES, x, i).min(EXP_LIMIT).max(-EXP_LIMIT);
        DoubleVector shifted = argument.fma(broadcast(SPECIES, INV_LN2), broadcast(SPECIES, ROUND));
        DoubleVector k = shifted.sub(ROUND);
        DoubleVector f = k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), argument));
        DoubleVector p = broadcast(SPECIES, COEFFICIENTS[0])
                .fma(f, broadcast(SPECIES, COEFFICIENTS[1]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[2]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[3]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[4]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[5]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[6]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[7]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[8]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[9]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[10]))
                .fma(f, broadcast(SPECIES, COEFFICIENTS[11]));
        p = p.fma(f, broadcast(SPECIES, COEFFICIENTS[12]));
        DoubleVector power = shifted.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
        power.fma(f.mul(f).fma(p, f), power).intoArray(y, i);
    }

    @Override
    public void poisson(double[] uniform, double[] mean, double[] expMinusMean, double[] counts, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            DoubleVector remainder = DoubleVector.fromArray(SPECIES, uniform, i);
            DoubleVector probability = DoubleVector.fromArray(SPECIES, expMinusMean, i);
            DoubleVector means = DoubleVector.fromArray(SPECIES, mean, i);
            DoubleVector count = DoubleVector.zero(SPECIES);
            VectorMask<Double> open = remainder
                    .compare(VectorOperators.GE, probability)
                    .and(probability.compare(VectorOperators.GT, ScalarKernels.NEGLIGIBLE));
            for (int k = 1; open.anyTrue() && k <= MAX_COUNT; k++) {
                remainder = remainder.sub(probability, open);
                count = count.add(1, open);
                probability = probability.mul(means.mul(ScalarKernels.RECIPROCAL[k]));
                open = open.and(remainder.compare(VectorOperators.GE, probability))
                        .and(probability.compare(VectorOperators.GT, ScalarKernels.NEGLIGIBLE));
            }
            count.intoArray(counts, i);
        }
        for (int i = bound; i < n; i++) {
            counts[i] = ScalarKernels.poisson(uniform[i], mean[i], expMinusMean[i]);
        }
    }

    @Override
    public void advance(
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
            threeCompartments(map, x, xFrom, y, yFrom, bound, until, now);
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
        for (int i = from; i < from + n; i++) {
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
                DoubleVector.fromArray(SPECIES, x[0], xFrom + i).intoArray(buffer.held, i);
                for (int row = 1; row < map.heldRows; row++) {
                    heldRow(map, row, x, xFrom + i, y, yFrom + i, buffer.held, row * AffineMap.BLOCK + i);
                }
            }
        }
    }

    /** Puts the held rows of one vector in place of the free ones, where an element is held. */
    private static void takeHeld(
            int rows, AffineMap.Buffer buffer, int i, double[][] x, int xFrom, double[] until, double now) {
        int at = xFrom + i;
        for (int row = 0; row < rows; row++) {
            VectorMask<Double> held = DoubleVector.fromArray(SPECIES, until, at).compare(VectorOperators.GT, now);
            DoubleVector.fromArray(SPECIES, x[row], at)
                    .blend(DoubleVector.fromArray(SPECIES, buffer.held, row * AffineMap.BLOCK + i), held)
                    .intoArray(x[row], at);
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

    @Override
    public int atLeast(double[] x, int from, int n, double threshold, int[] found, int count) {
        int next = count;
        int bound = n - n % (4 * WIDTH);
        for (int i = from; i < from + bound; i += 4 * WIDTH) {
            DoubleVector low = DoubleVector.fromArray(SPECIES, x, i).max(DoubleVector.fromArray(SPECIES, x, i + WIDTH));
            DoubleVector high = DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH)
                    .max(DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH));
            // a NaN makes the maximum NaN, and is searched around
            if (!low.max(high).compare(VectorOperators.LT, threshold).allTrue()) {
                next = ScalarKernels.positionsAtLeast(x, i, 4 * WIDTH, threshold, found, next);
            }
        }
        return ScalarKernels.positionsAtLeast(x, from + bound, n - bound, threshold, found, next);
    }
}

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
    public void multiplyAddRows(
            int rows, int lanes, double[] bySource, double[] b, int[] source, int count, double[] c) {
        VectorSpikes.multiplyAddRows(rows, lanes, bySource, b, source, count, c);
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
        VectorLinearStep.advance(map, x, xFrom, y, yFrom, n, until, now, buffer);
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

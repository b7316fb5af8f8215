package org.apical.neuron.kernel;

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
            DoubleVector w = DoubleVector.broadcast(SPECIES, a[a0 + k]);
            s00 = w.fma(b0, s00);
            s01 = w.fma(b1, s01);
            w = DoubleVector.broadcast(SPECIES, a[a0 + inner + k]);
            s10 = w.fma(b0, s10);
            s11 = w.fma(b1, s11);
            w = DoubleVector.broadcast(SPECIES, a[a0 + 2 * inner + k]);
            s20 = w.fma(b0, s20);
            s21 = w.fma(b1, s21);
            w = DoubleVector.broadcast(SPECIES, a[a0 + 3 * inner + k]);
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
            s0 = DoubleVector.broadcast(SPECIES, a[a0 + k]).fma(b0, s0);
            s1 = DoubleVector.broadcast(SPECIES, a[a0 + inner + k]).fma(b0, s1);
            s2 = DoubleVector.broadcast(SPECIES, a[a0 + 2 * inner + k]).fma(b0, s2);
            s3 = DoubleVector.broadcast(SPECIES, a[a0 + 3 * inner + k]).fma(b0, s3);
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
            sum = DoubleVector.broadcast(SPECIES, a[row * inner + k])
                    .fma(DoubleVector.fromArray(SPECIES, b, from), sum);
        }
        sum.intoArray(c, row * lanes + column);
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            tanh(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        if (bound < n) {
            VectorMask<Double> rest = SPECIES.indexInRange(bound, n);
            tanh(DoubleVector.fromArray(SPECIES, x, bound, rest)).intoArray(y, bound, rest);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            exp(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        if (bound < n) {
            VectorMask<Double> rest = SPECIES.indexInRange(bound, n);
            exp(DoubleVector.fromArray(SPECIES, x, bound, rest)).intoArray(y, bound, rest);
        }
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
    public void linearStep(double[] c, double[][] x, int stateFrom, double[][] y, int inputFrom, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            int at = stateFrom + i;
            int from = inputFrom + i;
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x[0], at);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x[1], at);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, x[2], at);
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, y[0], from);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, y[1], from);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, y[2], from);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, y[3], from);
            for (int row = 0; row < 4; row++) {
                int r = 8 * row;
                DoubleVector sum = x0.fma(all(c[r + 1]), all(c[r]));
                sum = x1.fma(all(c[r + 2]), sum);
                sum = x2.fma(all(c[r + 3]), sum);
                sum = y0.fma(all(c[r + 4]), sum);
                sum = y1.fma(all(c[r + 5]), sum);
                sum = y2.fma(all(c[r + 6]), sum);
                y3.fma(all(c[r + 7]), sum).intoArray(x[row], at);
            }
        }
        for (int i = bound; i < n; i++) {
            ScalarKernels.linearStep(c, x, stateFrom + i, y, inputFrom + i);
        }
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static DoubleVector tanh(DoubleVector x) {
        DoubleVector argument = x.abs().mul(2).min(TANH_LIMIT);
        DoubleVector shifted = shifted(argument);
        DoubleVector power = power(shifted);
        DoubleVector m = power.fma(expm1Reduced(argument, shifted.sub(ROUND)), power.sub(1));
        DoubleVector magnitude = m.div(m.add(2));
        LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
        return magnitude.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
    }

    private static DoubleVector exp(DoubleVector x) {
        DoubleVector argument = x.min(EXP_LIMIT).max(-EXP_LIMIT);
        DoubleVector shifted = shifted(argument);
        DoubleVector power = power(shifted);
        return power.fma(expm1Reduced(argument, shifted.sub(ROUND)), power);
    }

    private static DoubleVector shifted(DoubleVector argument) {
        return argument.fma(DoubleVector.broadcast(SPECIES, INV_LN2), DoubleVector.broadcast(SPECIES, ROUND));
    }

    private static DoubleVector power(DoubleVector shifted) {
        return shifted.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
    }

    private static DoubleVector expm1Reduced(DoubleVector argument, DoubleVector k) {
        DoubleVector f = k.fma(
                DoubleVector.broadcast(SPECIES, -LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), argument));
        DoubleVector p = DoubleVector.broadcast(SPECIES, COEFFICIENTS[0]);
        for (int j = 1; j < COEFFICIENTS.length; j++) {
            p = p.fma(f, DoubleVector.broadcast(SPECIES, COEFFICIENTS[j]));
        }
        return f.mul(f).fma(p, f);
    }
}

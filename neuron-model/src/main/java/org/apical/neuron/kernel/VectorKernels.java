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
        VectorProduct.multiplyAdd(rows, inner, lanes, a, b, c);
    }

    @Override
    public void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
        Kernels.checkTransposedProduct(rows, inner, columns, a, b, c);
        VectorProduct.multiplyTransposedAdd(rows, inner, columns, a, b, c);
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

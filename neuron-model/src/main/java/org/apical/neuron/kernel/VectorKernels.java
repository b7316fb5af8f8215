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
 * <p>Arguments are bounded by comparing and blending, which passes NaN on, as Java's min and max do at several times the price.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final long ONE_BITS = 0x3ff0000000000000L;

    private final CurrentKernels currents = new VectorCurrents();
    private final SchemeKernels schemes = new VectorSchemes();

    @Override
    public CurrentKernels currents() {
        return currents;
    }

    @Override
    public SchemeKernels schemes() {
        return schemes;
    }

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
    public void addRows(int n, double[] a, int[] row, double[] b, int count, double[] y, int from) {
        VectorSpikes.addRows(n, a, row, b, count, y, from);
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
        int i = 0;
        for (; i + 4 * WIDTH <= bound; i += 4 * WIDTH) {
            expOfFour(x, y, i);
        }
        for (; i < bound; i += WIDTH) {
            expOf(x, y, i);
        }
        for (i = bound; i < n; i++) {
            y[i] = ScalarKernels.exp(x[i]);
        }
    }

    /** One vector, from memory to memory. */
    private static void tanhOf(double[] x, double[] y, int i) {
        DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
        DoubleVector argument = v.abs().mul(2);
        argument = argument.blend(TANH_LIMIT, argument.compare(VectorOperators.GT, TANH_LIMIT));
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
        DoubleVector argument = DoubleVector.fromArray(SPECIES, x, i);
        argument = argument.blend(EXP_LIMIT, argument.compare(VectorOperators.GT, EXP_LIMIT));
        argument = argument.blend(-EXP_LIMIT, argument.compare(VectorOperators.LT, -EXP_LIMIT));
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

    /** Four vectors that share every constant, which is what the loop would otherwise spend half of its loads on. */
    private static void expOfFour(double[] x, double[] y, int i) {
        DoubleVector c = broadcast(SPECIES, EXP_LIMIT);
        DoubleVector f0 = DoubleVector.fromArray(SPECIES, x, i);
        DoubleVector f1 = DoubleVector.fromArray(SPECIES, x, i + WIDTH);
        DoubleVector f2 = DoubleVector.fromArray(SPECIES, x, i + 2 * WIDTH);
        DoubleVector f3 = DoubleVector.fromArray(SPECIES, x, i + 3 * WIDTH);
        f0 = f0.blend(c, f0.compare(VectorOperators.GT, c));
        f1 = f1.blend(c, f1.compare(VectorOperators.GT, c));
        f2 = f2.blend(c, f2.compare(VectorOperators.GT, c));
        f3 = f3.blend(c, f3.compare(VectorOperators.GT, c));
        c = broadcast(SPECIES, -EXP_LIMIT);
        f0 = f0.blend(c, f0.compare(VectorOperators.LT, c));
        f1 = f1.blend(c, f1.compare(VectorOperators.LT, c));
        f2 = f2.blend(c, f2.compare(VectorOperators.LT, c));
        f3 = f3.blend(c, f3.compare(VectorOperators.LT, c));
        c = broadcast(SPECIES, INV_LN2);
        DoubleVector s0 = f0.fma(c, broadcast(SPECIES, ROUND));
        DoubleVector s1 = f1.fma(c, broadcast(SPECIES, ROUND));
        DoubleVector s2 = f2.fma(c, broadcast(SPECIES, ROUND));
        DoubleVector s3 = f3.fma(c, broadcast(SPECIES, ROUND));
        c = broadcast(SPECIES, -LN2_HIGH);
        f0 = s0.sub(ROUND).fma(c, f0);
        f1 = s1.sub(ROUND).fma(c, f1);
        f2 = s2.sub(ROUND).fma(c, f2);
        f3 = s3.sub(ROUND).fma(c, f3);
        c = broadcast(SPECIES, -LN2_LOW);
        f0 = s0.sub(ROUND).fma(c, f0);
        f1 = s1.sub(ROUND).fma(c, f1);
        f2 = s2.sub(ROUND).fma(c, f2);
        f3 = s3.sub(ROUND).fma(c, f3);
        c = broadcast(SPECIES, COEFFICIENTS[1]);
        DoubleVector p0 = broadcast(SPECIES, COEFFICIENTS[0]).fma(f0, c);
        DoubleVector p1 = broadcast(SPECIES, COEFFICIENTS[0]).fma(f1, c);
        DoubleVector p2 = broadcast(SPECIES, COEFFICIENTS[0]).fma(f2, c);
        DoubleVector p3 = broadcast(SPECIES, COEFFICIENTS[0]).fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[2]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[3]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[4]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[5]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[6]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[7]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[8]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[9]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[10]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[11]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        c = broadcast(SPECIES, COEFFICIENTS[12]);
        p0 = p0.fma(f0, c);
        p1 = p1.fma(f1, c);
        p2 = p2.fma(f2, c);
        p3 = p3.fma(f3, c);
        DoubleVector power0 = s0.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
        DoubleVector power1 = s1.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
        DoubleVector power2 = s2.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
        DoubleVector power3 = s3.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(ONE_BITS)
                .reinterpretAsDoubles();
        power0.fma(f0.mul(f0).fma(p0, f0), power0).intoArray(y, i);
        power1.fma(f1.mul(f1).fma(p1, f1), power1).intoArray(y, i + WIDTH);
        power2.fma(f2.mul(f2).fma(p2, f2), power2).intoArray(y, i + 2 * WIDTH);
        power3.fma(f3.mul(f3).fma(p3, f3), power3).intoArray(y, i + 3 * WIDTH);
    }

    @Override
    public void poisson(double[] uniform, double[] mean, double[] expMinusMean, double[] counts, int n) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += WIDTH) {
            // once a remainder is below its term it is negative, and stays so: no mask holds it
            DoubleVector probability = DoubleVector.fromArray(SPECIES, expMinusMean, i);
            DoubleVector means = DoubleVector.fromArray(SPECIES, mean, i);
            DoubleVector remainder = DoubleVector.fromArray(SPECIES, uniform, i).sub(probability);
            DoubleVector count = DoubleVector.zero(SPECIES);
            VectorMask<Double> open = remainder
                    .compare(VectorOperators.GE, 0)
                    .and(probability.compare(VectorOperators.GT, ScalarKernels.NEGLIGIBLE));
            for (int k = 1; open.anyTrue() && k <= MAX_COUNT; k++) {
                count = count.add(1, open);
                probability = probability.mul(means.mul(ScalarKernels.RECIPROCAL[k]));
                remainder = remainder.sub(probability);
                open = open.and(remainder.compare(VectorOperators.GE, 0))
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

    /** 0 x is 0 for finite numbers, and NaN for all others. */
    @Override
    public int firstNotFinite(double[] x, int from, int n) {
        int bound = n - n % (2 * WIDTH);
        DoubleVector even = DoubleVector.zero(SPECIES);
        DoubleVector odd = DoubleVector.zero(SPECIES);
        for (int i = from; i < from + bound; i += 2 * WIDTH) {
            even = DoubleVector.fromArray(SPECIES, x, i).mul(0).add(even);
            odd = DoubleVector.fromArray(SPECIES, x, i + WIDTH).mul(0).add(odd);
        }
        boolean finite = even.add(odd).compare(VectorOperators.EQ, 0).allTrue();
        return finite
                ? ScalarKernels.positionNotFinite(x, from + bound, n - bound)
                : ScalarKernels.positionNotFinite(x, from, n);
    }
}

package org.apical.neuron.kernel;

import static org.apical.neuron.kernel.ExpPolynomial.COEFFICIENTS;
import static org.apical.neuron.kernel.ExpPolynomial.EXP_LIMIT;
import static org.apical.neuron.kernel.ExpPolynomial.INV_LN2;
import static org.apical.neuron.kernel.ExpPolynomial.LN2_HIGH;
import static org.apical.neuron.kernel.ExpPolynomial.LN2_LOW;
import static org.apical.neuron.kernel.ExpPolynomial.ROUND;
import static org.apical.neuron.kernel.ExpPolynomial.TANH_LIMIT;

/** The reference: plain loops, one fused multiply-add at a time. */
public final class ScalarKernels implements Kernels {

    private final CurrentKernels currents = new ScalarCurrents();
    private final SchemeKernels schemes = new ScalarSchemes();

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
        return "scalar";
    }

    @Override
    public void multiplyAdd(int rows, int inner, int lanes, double[] a, double[] b, double[] c) {
        Kernels.checkProduct(rows, inner, lanes, a, b, c);
        for (int i = 0; i < rows; i++) {
            int row = i * lanes;
            for (int k = 0; k < inner; k++) {
                double weight = a[i * inner + k];
                int from = k * lanes;
                for (int l = 0; l < lanes; l++) {
                    c[row + l] = Math.fma(weight, b[from + l], c[row + l]);
                }
            }
        }
    }

    @Override
    public void multiplyTransposedAdd(int rows, int inner, int columns, double[] a, double[] b, double[] c) {
        Kernels.checkTransposedProduct(rows, inner, columns, a, b, c);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                c[i * columns + j] = dot(inner, a, i * inner, b, j * inner, c[i * columns + j]);
            }
        }
    }

    /** start + sum_k a[aFrom + k] b[bFrom + k], one fused multiply-add at a time. */
    static double dot(int n, double[] a, int aFrom, double[] b, int bFrom, double start) {
        double sum = start;
        for (int k = 0; k < n; k++) {
            sum = Math.fma(a[aFrom + k], b[bFrom + k], sum);
        }
        return sum;
    }

    @Override
    public void multiplyAddRows(
            int rows, int lanes, double[] bySource, double[] b, int[] source, int count, double[] c) {
        for (int k = 0; k < count; k++) {
            addSource(source[k], rows, 0, lanes, lanes, bySource, b, c);
        }
    }

    /** What one source sends to the lanes {@code from} .. {@code to} - 1. */
    static void addSource(
            int source, int rows, int from, int to, int lanes, double[] bySource, double[] b, double[] c) {
        for (int i = 0; i < rows; i++) {
            double weight = bySource[source * rows + i];
            for (int l = from; l < to; l++) {
                c[i * lanes + l] = Math.fma(weight, b[source * lanes + l], c[i * lanes + l]);
            }
        }
    }

    @Override
    public void addRows(int n, double[] a, int[] row, double[] b, int count, double[] y, int from) {
        addRows(0, n, a, row, b, count, y, from);
    }

    /** The elements {@code first} .. n - 1. */
    static void addRows(int first, int n, double[] a, int[] row, double[] b, int count, double[] y, int from) {
        for (int i = first; i < n; i++) {
            double sum = y[from + i];
            for (int k = 0; k < count; k++) {
                sum = Math.fma(a[row[k] * n + i], b[k], sum);
            }
            y[from + i] = sum;
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = tanh(x[i]);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = exp(x[i]);
        }
    }

    @Override
    public void poisson(double[] uniform, double[] mean, double[] expMinusMean, double[] counts, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] = poisson(uniform[i], mean[i], expMinusMean[i]);
        }
    }

    /** One count. */
    static double poisson(double uniform, double mean, double expMinusMean) {
        double remainder = uniform;
        double probability = expMinusMean;
        int count = 0;
        while (remainder >= probability && probability > NEGLIGIBLE && count < MAX_COUNT) {
            remainder -= probability;
            count++;
            probability *= mean * RECIPROCAL[count];
        }
        return count;
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
        for (int i = 0; i < n; i++) {
            advance(map, x, xFrom + i, y, yFrom + i, until, now, buffer);
        }
    }

    /** One element. */
    static void advance(
            AffineMap map,
            double[][] x,
            int xAt,
            double[][] y,
            int yAt,
            double[] until,
            double now,
            AffineMap.Buffer buffer) {
        int heldRows = until != null && until[xAt] > now ? map.heldRows : 0;
        for (int row = 0; row < map.rows; row++) {
            buffer.free[row] = row < heldRows ? held(map, row, x, xAt, y, yAt) : free(map, row, x, xAt, y, yAt);
        }
        if (heldRows > 0) {
            buffer.free[0] = x[0][xAt];
        }
        for (int row = 0; row < map.rows; row++) {
            x[row][xAt] = buffer.free[row];
        }
        for (int k = 0; map.decay != null && k < map.inputs; k++) {
            y[k][yAt] *= map.decay[k];
        }
    }

    private static double free(AffineMap map, int row, double[][] x, int xAt, double[][] y, int yAt) {
        double[] c = map.free;
        int r = row * map.stride;
        double sum = c[r];
        for (int j = 0; j < map.states; j++) {
            sum = Math.fma(c[r + 1 + j], x[j][xAt], sum);
        }
        for (int k = 0; k < map.inputs; k++) {
            sum = Math.fma(c[r + 1 + map.states + k], y[k][yAt], sum);
        }
        return sum;
    }

    private static double held(AffineMap map, int row, double[][] x, int xAt, double[][] y, int yAt) {
        double[] c = map.held;
        int r = row * map.stride;
        double sum = c[r];
        for (int j : map.heldColumns[row]) {
            double operand = j < map.states ? x[j][xAt] : y[j - map.states][yAt];
            sum = Math.fma(c[r + 1 + j], operand, sum);
        }
        return sum;
    }

    @Override
    public int atLeast(double[] x, int from, int n, double threshold, int[] found, int count) {
        return positionsAtLeast(x, from, n, threshold, found, count);
    }

    /** The search itself. */
    static int positionsAtLeast(double[] x, int from, int n, double threshold, int[] found, int count) {
        int next = count;
        for (int i = from; i < from + n; i++) {
            if (x[i] >= threshold) {
                found[next++] = i;
            }
        }
        return next;
    }

    @Override
    public int firstNotFinite(double[] x, int from, int n) {
        return positionNotFinite(x, from, n);
    }

    /** The search itself. */
    static int positionNotFinite(double[] x, int from, int n) {
        for (int i = from; i < from + n; i++) {
            if (!Double.isFinite(x[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Terms of the Poisson distribution below this no longer count; exp(-32) is far above. */
    static final double NEGLIGIBLE = 0x1p-60;

    /** 1/k for the terms of the Poisson distribution. */
    static final double[] RECIPROCAL = reciprocals();

    private static double[] reciprocals() {
        double[] r = new double[MAX_COUNT + 1];
        for (int k = 1; k <= MAX_COUNT; k++) {
            r[k] = 1.0 / k;
        }
        return r;
    }

    /** tanh of one number, the same operations as in the loops. */
    static double tanh(double x) {
        double argument = Math.min(TANH_LIMIT, 2 * Math.abs(x));
        double shifted = Math.fma(argument, INV_LN2, ROUND);
        double power = power(shifted);
        double m = Math.fma(power, expm1Reduced(argument, shifted - ROUND), power - 1);
        return Math.copySign(m / (m + 2), x);
    }

    /** exp of one number. */
    static double exp(double x) {
        double argument = Math.max(-EXP_LIMIT, Math.min(EXP_LIMIT, x));
        double shifted = Math.fma(argument, INV_LN2, ROUND);
        double power = power(shifted);
        return Math.fma(power, expm1Reduced(argument, shifted - ROUND), power);
    }

    /** 2^k, k the integer in the low bits of {@code shifted}. */
    private static double power(double shifted) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + 0x3ff0000000000000L);
    }

    /** exp(f) - 1, f = argument - k ln 2. */
    private static double expm1Reduced(double argument, double k) {
        double f = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, argument));
        double p = COEFFICIENTS[0];
        for (int j = 1; j < COEFFICIENTS.length; j++) {
            p = Math.fma(p, f, COEFFICIENTS[j]);
        }
        return Math.fma(f * f, p, f);
    }
}

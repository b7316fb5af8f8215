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
    public void tanh(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = tanh(x[i]);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double argument = Math.max(-EXP_LIMIT, Math.min(EXP_LIMIT, x[i]));
            double shifted = Math.fma(argument, INV_LN2, ROUND);
            double power = power(shifted);
            y[i] = Math.fma(power, expm1Reduced(argument, shifted - ROUND), power);
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
    public void linearStep(double[] c, double[][] x, int stateFrom, double[][] y, int inputFrom, int n) {
        for (int i = 0; i < n; i++) {
            linearStep(c, x, stateFrom + i, y, inputFrom + i);
        }
    }

    /** One element. */
    static void linearStep(double[] c, double[][] x, int at, double[][] y, int from) {
        double x0 = x[0][at];
        double x1 = x[1][at];
        double x2 = x[2][at];
        for (int row = 0; row < 4; row++) {
            int r = 8 * row;
            double sum = Math.fma(c[r + 1], x0, c[r]);
            sum = Math.fma(c[r + 2], x1, sum);
            sum = Math.fma(c[r + 3], x2, sum);
            sum = Math.fma(c[r + 4], y[0][from], sum);
            sum = Math.fma(c[r + 5], y[1][from], sum);
            sum = Math.fma(c[r + 6], y[2][from], sum);
            x[row][at] = Math.fma(c[r + 7], y[3][from], sum);
        }
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

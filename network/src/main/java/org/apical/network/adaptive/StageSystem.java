package org.apical.network.adaptive;

import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;

/**
 * The equations of a step, lane by lane. With eta = h/tau_v, potentials of a layer follow control and what is below exactly,
 *
 * <pre>
 * V = F v 1 + (I - F) (W r + b + Q U)        F = (I + eta A)^-1
 * </pre>
 *
 * so that the unknowns are U, the control at the three stages, n_L each: U = P w 1 + K E with E = r_L* - r_L(U), w = u_int at the beginning and P = (I + alpha h A)^-1, K = P (h A + k_p I), or P h A + k_p I for a leak on
 * u_int. Newton's matrix I + K x sum_i (I - F)^{L-i+1} x M_i, M_i the gains by way of layer i, is a function of A: by its eigenvectors three stages come apart into one real and one complex system of n_L unknowns.
 */
final class StageSystem {
    private final int outputs;
    private final int layers;
    private final ControllerParams law;
    private final double tauV;
    private final ComplexLu factors;
    private final double[][] filter;
    private final double[][] kernel;
    private final double[][] start;
    private final double[][] inverseKernel;
    private final double[] first = new double[9];
    private final double[] second = new double[9];
    private final double[] third = new double[9];
    private final double[] power = new double[2];
    private final double[][] part;

    /** @param tauV in units of tau_u */
    StageSystem(int outputs, int layers, int lanes, ControllerParams law, double tauV) {
        this.outputs = outputs;
        this.layers = layers;
        this.law = law;
        this.tauV = tauV;
        this.factors = new ComplexLu(outputs, 2 * lanes);
        this.filter = new double[9][lanes];
        this.kernel = new double[9][lanes];
        this.inverseKernel = new double[9][lanes];
        this.start = new double[Radau.STAGES][lanes];
        this.part = new double[2 * Radau.STAGES][outputs];
    }

    /** Prepares a step h of a lane whose gains [layer][output][output] begin at {@code from}. */
    void factor(int lane, double h, double[] gains, int from) {
        coefficients(lane, h);
        system(2 * lane, h, Radau.REAL, 0, gains, from);
        system(2 * lane + 1, h, Radau.RE, Radau.IM, gains, from);
    }

    private void coefficients(int lane, double h) {
        Radau.onePlus(h / tauV, first);
        Radau.invert(first, second);
        put(second, filter, lane);
        Radau.onePlus(law.leakAlpha() * h, first);
        Radau.invert(first, second);
        for (int j = 0; j < Radau.STAGES; j++) {
            start[j][lane] = second[3 * j] + second[3 * j + 1] + second[3 * j + 2];
        }
        boolean onControl = law.leak() == Leak.ON_CONTROL;
        for (int k = 0; k < first.length; k++) {
            first[k] = h * Radau.A[k] + (onControl && k % 4 == 0 ? law.proportionalGain() : 0);
        }
        Radau.multiply(second, first, third);
        for (int k = 0; k < third.length && !onControl; k += 4) {
            third[k] += law.proportionalGain();
        }
        put(third, kernel, lane);
        Radau.invert(third, second);
        put(second, inverseKernel, lane);
    }

    private static void put(double[] matrix, double[][] lanes, int lane) {
        for (int k = 0; k < matrix.length; k++) {
            lanes[k][lane] = matrix[k];
        }
    }

    /** I + kappa sum_i beta^{L-i+1} M_i at an eigenvalue of A: beta = eta lambda/(1 + eta lambda), kappa that of K. */
    private void system(int place, double h, double re, double im, double[] gains, int from) {
        double eta = h / tauV;
        divide(eta * re, eta * im, 1 + eta * re, eta * im);
        double betaRe = power[0];
        double betaIm = power[1];
        double k = law.proportionalGain();
        boolean onControl = law.leak() == Leak.ON_CONTROL;
        double a = law.leakAlpha() * h;
        divide(h * re + (onControl ? k : 0), h * im, 1 + a * re, a * im);
        power[0] += onControl ? 0 : k;
        int square = outputs * outputs;
        int at = place * square;
        double[] toRe = factors.re();
        double[] toIm = factors.im();
        for (int x = 0; x < square; x++) {
            toRe[at + x] = x % (outputs + 1) == 0 ? 1 : 0;
            toIm[at + x] = 0;
        }
        for (int l = layers - 1; l >= 0; l--) {
            double c = power[0] * betaRe - power[1] * betaIm;
            double s = power[0] * betaIm + power[1] * betaRe;
            power[0] = c;
            power[1] = s;
            int m = from + l * square;
            for (int x = 0; x < square; x++) {
                toRe[at + x] += c * gains[m + x];
                toIm[at + x] += s * gains[m + x];
            }
        }
        factors.factor(place);
    }

    /** power := (a + ib)/(c + id). */
    private void divide(double a, double b, double c, double d) {
        double size = c * c + d * d;
        power[0] = (a * c + b * d) / size;
        power[1] = (b * c - a * d) / size;
    }

    /**
     * x := the Newton step for the residual x, [stage][output].
     *
     * @param x modified
     */
    void solve(int lane, double[] x) {
        double[] t = Radau.INVERSE;
        java.util.Arrays.fill(part[1], 0);
        for (int o = 0; o < outputs; o++) {
            double y0 = x[o];
            double y1 = x[outputs + o];
            double y2 = x[2 * outputs + o];
            part[0][o] = t[0] * y0 + t[1] * y1 + t[2] * y2;
            part[2][o] = t[3] * y0 + t[4] * y1 + t[5] * y2;
            part[3][o] = -(t[6] * y0 + t[7] * y1 + t[8] * y2);
        }
        factors.solve(2 * lane, part[0], part[1]);
        factors.solve(2 * lane + 1, part[2], part[3]);
        double[] v = Radau.VECTORS;
        for (int j = 0; j < Radau.STAGES; j++) {
            for (int o = 0; o < outputs; o++) {
                x[j * outputs + o] = v[3 * j] * part[0][o] + v[3 * j + 1] * part[2][o] - v[3 * j + 2] * part[3][o];
            }
        }
    }

    double proportionalGain() {
        return law.proportionalGain();
    }

    /** F, [row and column][lane]; live. */
    double[][] filter() {
        return filter;
    }

    /** An element of K. */
    double kernel(int row, int column, int lane) {
        return kernel[3 * row + column][lane];
    }

    /** An element of K^-1. */
    double inverseKernel(int row, int column, int lane) {
        return inverseKernel[3 * row + column][lane];
    }

    /** An element of P 1. */
    double start(int stage, int lane) {
        return start[stage][lane];
    }
}

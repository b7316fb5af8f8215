package org.apical.neuron.compartment;

import org.apache.commons.math3.complex.Complex;
import org.apical.neuron.parameter.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a signal passes on its way, on the time grid of a simulation: x_n = A x_{n-1} + B w_n, y_n = C x_n + D w_n. Its response to w_n = z^n is C (I - A z^-1)^-1 B + D; at z = 1,
 * in the steady state, that is 1 for every filter here but for what the grid makes of exponential currents, of the order of (dt/tau)^2. Immutable.
 */
public final class LinearFilter {
    private static final LinearFilter DIRECT =
            new LinearFilter(new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 1), new DMatrixRMaj(1, 0), 1);

    private final DMatrixRMaj a;
    private final DMatrixRMaj b;
    private final DMatrixRMaj c;
    private final double d;

    private LinearFilter(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c, double d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /** y_n = w_n. */
    public static LinearFilter direct() {
        return DIRECT;
    }

    /**
     * y_n = y_{n-1} + share (w_n - y_{n-1}).
     *
     * @param share dt/tau of forward Euler's step, 1 - exp(-dt/tau) of the exact one
     */
    public static LinearFilter lowPass(double share) {
        Require.positive("LinearFilter.share", share, "(dimensionless)");
        return new LinearFilter(matrix(1 - share), matrix(share), matrix(1), 0);
    }

    /** From a current into a site, constant over each step, to the potential of the soma, by the exact propagator, in units of its steady state. */
    public static LinearFilter membrane(PyramidalCell cell, String site, double dtMs) {
        int n = cell.compartments();
        DMatrixRMaj p = MatrixExponential.of(driven(cell, site, 0), dtMs);
        DMatrixRMaj a = CommonOps_DDRM.extract(p, 0, n, 0, n);
        DMatrixRMaj b = CommonOps_DDRM.extract(p, 0, n, n, n + 1);
        return new LinearFilter(a, b, soma(cell, site, n), 0);
    }

    /**
     * The same from spikes, or their mean, through a current that decays with tau: I jumps by dt/tau for each unit of what arrives in a step, before that step.
     *
     * @param tauMs decay of the current (ms)
     */
    public static LinearFilter synapse(PyramidalCell cell, String site, double tauMs, double dtMs) {
        Require.positive("LinearFilter.tauMs", tauMs, "ms");
        int n = cell.compartments();
        DMatrixRMaj a = MatrixExponential.of(driven(cell, site, 1 / tauMs), dtMs);
        DMatrixRMaj b = CommonOps_DDRM.extract(a, 0, n + 1, n, n + 1);
        CommonOps_DDRM.scale(dtMs / tauMs, b);
        return new LinearFilter(a, b, soma(cell, site, n + 1), 0);
    }

    /** Of (V - E_L, I): C dV/dt = -G V + share I, dI/dt = -I decay. */
    private static DMatrixRMaj driven(PyramidalCell cell, String site, double decayPerMs) {
        int n = cell.compartments();
        double[][] g = cell.conductanceMatrixNanoS();
        double[] capacitance = cell.capacitancesPicoF();
        double[] share = cell.share(site);
        DMatrixRMaj system = new DMatrixRMaj(n + 1, n + 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                system.set(i, j, -g[i][j] / capacitance[i]);
            }
            system.set(i, n, share[i] / capacitance[i]);
        }
        system.set(n, n, -decayPerMs);
        return system;
    }

    /** The soma, over the depolarisation that a lasting current makes there. */
    private static DMatrixRMaj soma(PyramidalCell cell, String site, int states) {
        DMatrixRMaj c = new DMatrixRMaj(1, states);
        c.set(0, 0, 1 / TransferResistances.response(cell, site)[0]);
        return c;
    }

    private static DMatrixRMaj matrix(double x) {
        return new DMatrixRMaj(new double[][] {{x}});
    }

    /** This filter, and another one that takes what it gives within the same step. */
    public LinearFilter then(LinearFilter next) {
        int first = a.numRows;
        int second = next.a.numRows;
        DMatrixRMaj both = new DMatrixRMaj(first + second, first + second);
        CommonOps_DDRM.insert(a, both, 0, 0);
        CommonOps_DDRM.insert(next.a, both, first, first);
        // the next one hears C x_n + D w_n = C A x_{n-1} + (C B + D) w_n
        CommonOps_DDRM.insert(product(next.b, product(c, a)), both, first, 0);
        DMatrixRMaj in = new DMatrixRMaj(first + second, 1);
        CommonOps_DDRM.insert(b, in, 0, 0);
        DMatrixRMaj reach = next.b.copy();
        CommonOps_DDRM.scale(direct(c, b) + d, reach);
        CommonOps_DDRM.insert(reach, in, first, 0);
        DMatrixRMaj out = new DMatrixRMaj(1, first + second);
        // C_2 x_2 + D_2 (C_1 x_1 + D_1 w)
        DMatrixRMaj through = c.copy();
        CommonOps_DDRM.scale(next.d, through);
        CommonOps_DDRM.insert(through, out, 0, 0);
        CommonOps_DDRM.insert(next.c, out, 0, first);
        return new LinearFilter(both, in, out, next.d * d);
    }

    private static DMatrixRMaj product(DMatrixRMaj x, DMatrixRMaj y) {
        DMatrixRMaj xy = new DMatrixRMaj(x.numRows, y.numCols);
        if (x.numCols > 0 && xy.getNumElements() > 0) {
            CommonOps_DDRM.mult(x, y, xy);
        }
        return xy;
    }

    private static double direct(DMatrixRMaj row, DMatrixRMaj column) {
        double sum = 0;
        for (int k = 0; k < column.numRows; k++) {
            sum += row.get(k) * column.get(k);
        }
        return sum;
    }

    /**
     * C (I - A z^-1)^-1 B + D.
     *
     * @param zInverse z^-1 = exp(-j omega dt)
     */
    public Complex response(Complex zInverse) {
        int n = a.numRows;
        // (I - A q) x = B for the real and the imaginary part of x
        DMatrixRMaj system = new DMatrixRMaj(2 * n, 2 * n);
        DMatrixRMaj right = new DMatrixRMaj(2 * n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double re = (i == j ? 1 : 0) - a.get(i, j) * zInverse.getReal();
                double im = -a.get(i, j) * zInverse.getImaginary();
                system.set(i, j, re);
                system.set(n + i, n + j, re);
                system.set(i, n + j, -im);
                system.set(n + i, j, im);
            }
            right.set(i, 0, b.get(i));
        }
        DMatrixRMaj x = new DMatrixRMaj(2 * n, 1);
        if (n > 0) {
            CommonOps_DDRM.solve(system, right, x);
        }
        double re = d;
        double im = 0;
        for (int i = 0; i < n; i++) {
            re += c.get(i) * x.get(i);
            im += c.get(i) * x.get(n + i);
        }
        return new Complex(re, im);
    }
}

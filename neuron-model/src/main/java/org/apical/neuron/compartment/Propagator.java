package org.apical.neuron.compartment;

import org.apical.neuron.parameter.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Exact propagators of linear systems (Rotter and Diesmann 1999).
 *
 * <p>exp(A dt) by scaling and squaring of the Taylor series: A dt is halved until its 1-norm is below 1/2, where 20 terms leave a
 * truncation error below 1e-24.
 */
final class Propagator {
    private static final int TERMS = 20;

    private Propagator() {}

    /** exp(A dt); A is not modified. */
    static DMatrixRMaj exponential(DMatrixRMaj a, double dt) {
        int n = a.numRows;
        double norm = NormOps_DDRM.normP1(a) * Math.abs(dt);
        int squarings = Math.max(0, Math.getExponent(norm) + 2);
        DMatrixRMaj x = a.copy();
        CommonOps_DDRM.scale(Math.scalb(dt, -squarings), x);
        DMatrixRMaj sum = CommonOps_DDRM.identity(n);
        DMatrixRMaj term = CommonOps_DDRM.identity(n);
        DMatrixRMaj next = new DMatrixRMaj(n, n);
        for (int k = 1; k <= TERMS; k++) {
            CommonOps_DDRM.mult(1.0 / k, term, x, next);
            term.setTo(next);
            CommonOps_DDRM.addEquals(sum, term);
        }
        for (int k = 0; k < squarings; k++) {
            CommonOps_DDRM.mult(sum, sum, next);
            sum.setTo(next);
        }
        return sum;
    }

    /**
     * Propagator of the state (V_s, V_b, V_a, I_b, I_a | i_b, i_a), V relative to rest (mV), I synaptic currents that decay (pA), i currents
     * that are constant over the step (pA). 8 x 8: the first five rows advance the state, the last gives the integral of V_b over the step.
     *
     * @param held whether V_s is held where it is (refractory soma) while the dendrites go on
     */
    static DMatrixRMaj ofCell(PyramidalCell cell, double basalTauMs, double apicalTauMs, double dtMs, boolean held) {
        Require.positive("dtMs", dtMs, "ms");
        Require.positive("basalTauMs", basalTauMs, "ms");
        Require.positive("apicalTauMs", apicalTauMs, "ms");
        double[][] g = cell.conductanceMatrixNanoS();
        double[] c = cell.capacitancesPicoF();
        DMatrixRMaj a = new DMatrixRMaj(8, 8);
        for (int i = held ? 1 : 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                a.set(i, j, -g[i][j] / c[i]);
            }
        }
        a.set(1, 3, 1 / c[1]);
        a.set(1, 5, 1 / c[1]);
        a.set(2, 4, 1 / c[2]);
        a.set(2, 6, 1 / c[2]);
        a.set(7, 1, 1);
        a.set(3, 3, -1 / basalTauMs);
        a.set(4, 4, -1 / apicalTauMs);
        return exponential(a, dtMs);
    }
}

package org.apical.neuron.compartment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * exp(A dt) by scaling and squaring of the Taylor series: A dt is halved until its 1-norm is below 1/2, where 20 terms leave a truncation error
 * below 1e-24.
 */
final class MatrixExponential {
    private static final int TERMS = 20;

    private MatrixExponential() {}

    /** exp(A dt); A is not modified. */
    static DMatrixRMaj of(DMatrixRMaj a, double dt) {
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
}

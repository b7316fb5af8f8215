package org.apical.app.replay;

import java.util.Arrays;
import org.apical.network.theory.LinearisedNetwork;
import org.ejml.UtilEjml;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The null space of one layer's weight Jacobian over a batch: A has a row J_i[o, :] (x) r_{i-1} for every sample and output o, feedforward rates; what of an
 * update lies in its null space changes no output of the batch, to first order.
 */
final class NullSpace {
    private final DMatrixRMaj rowSpace;

    /**
     * @param batch each sample's network, linearised at its feedforward state
     * @throws ArithmeticException if the singular values of A do not converge
     */
    NullSpace(LinearisedNetwork[] batch, int layer) {
        DMatrixRMaj jacobian = weightJacobian(batch, layer);
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(jacobian.numRows, jacobian.numCols, false, true, true);
        if (!svd.decompose(jacobian)) {
            throw new ArithmeticException("singular values of the weight Jacobian did not converge");
        }
        double[] values = svd.getSingularValues();
        double largest = Arrays.stream(values).max().orElse(0);
        double negligible = Math.max(jacobian.numRows, jacobian.numCols) * UtilEjml.EPS * largest;
        DMatrixRMaj right = svd.getV(null, true);
        for (int k = 0; k < right.numRows; k++) {
            if (values[k] <= negligible) {
                CommonOps_DDRM.scaleRow(0, right, k);
            }
        }
        this.rowSpace = right;
    }

    private static DMatrixRMaj weightJacobian(LinearisedNetwork[] batch, int layer) {
        int outputs = batch[0].jacobian().numRows;
        int from = batch[0].offset(layer);
        int units = batch[0].offset(layer + 1) - from;
        int inputs = batch[0].state().presynaptic(layer).length;
        DMatrixRMaj a = new DMatrixRMaj(batch.length * outputs, units * inputs);
        int at = 0;
        for (LinearisedNetwork sample : batch) {
            double[] rates = sample.state().presynaptic(layer);
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < units; i++) {
                    for (double rate : rates) {
                        a.data[at++] = sample.jacobian().get(o, from + i) * rate;
                    }
                }
            }
        }
        return a;
    }

    /** |(I - P) dW| / |dW|, P the projector on the row space of A: in [0, 1], 0 for no update. */
    double share(double[] update) {
        DMatrixRMaj all = DMatrixRMaj.wrap(update.length, 1, update);
        DMatrixRMaj outside = all.copy();
        CommonOps_DDRM.multAddTransA(-1, rowSpace, CommonOps_DDRM.mult(rowSpace, all, null), outside);
        double norm = NormOps_DDRM.normF(all);
        return norm == 0 ? 0 : NormOps_DDRM.normF(outside) / norm;
    }
}

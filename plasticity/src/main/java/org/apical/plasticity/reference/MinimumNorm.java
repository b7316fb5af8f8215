package org.apical.plasticity.reference;

import org.apical.network.theory.LinearisedNetwork;
import org.apical.neuron.parameter.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Minimum-norm targets: Delta v = J^T (J J^T + gamma I)^-1 delta, the smallest change of potentials that moves the output by delta.
 *
 * @param damping gamma, >= 0
 */
public record MinimumNorm(double damping) implements JacobianTransposed {
    public MinimumNorm {
        Require.notNegative("MinimumNorm.damping", damping, "(dimensionless)");
    }

    @Override
    public double[] outputSignal(LinearisedNetwork network, double[] descent) {
        DMatrixRMaj gram = new DMatrixRMaj(descent.length, descent.length);
        CommonOps_DDRM.multTransB(network.jacobian(), network.jacobian(), gram);
        return LinearisedNetwork.solve(damped(gram, damping), descent);
    }

    static DMatrixRMaj damped(DMatrixRMaj matrix, double damping) {
        for (int o = 0; o < matrix.numRows; o++) {
            matrix.add(o, o, damping);
        }
        return matrix;
    }
}

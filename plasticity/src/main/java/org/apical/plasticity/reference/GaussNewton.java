package org.apical.plasticity.reference;

import org.apical.network.theory.LinearisedNetwork;
import org.apical.neuron.parameter.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Damped Gauss–Newton on the weights of one sample: x = (M + gamma I)^-1 delta, M = sum_i J_i J_i^T (|r_{i-1}|^2 + 1), the Gram matrix of the
 * weight and bias Jacobian.
 *
 * @param damping gamma, >= 0
 */
public record GaussNewton(double damping) implements JacobianTransposed {
    public GaussNewton {
        Require.notNegative("GaussNewton.damping", damping, "(dimensionless)");
    }

    @Override
    public double[] outputSignal(LinearisedNetwork network, double[] descent) {
        int outputs = descent.length;
        DMatrixRMaj gram = new DMatrixRMaj(outputs, outputs);
        int last = network.jacobian().numCols;
        for (int l = 0; network.offset(l) < last; l++) {
            DMatrixRMaj block =
                    CommonOps_DDRM.extract(network.jacobian(), 0, outputs, network.offset(l), network.offset(l + 1));
            double square = 1;
            for (double r : network.state().presynaptic(l)) {
                square += r * r;
            }
            CommonOps_DDRM.multAddTransB(square, block, block, gram);
        }
        return LinearisedNetwork.solve(MinimumNorm.damped(gram, damping), descent);
    }
}

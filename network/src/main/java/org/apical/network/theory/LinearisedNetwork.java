package org.apical.network.theory;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A network linearised at a state of one sample (physics.md 2): J_i = dr_L/dv_i, J = [J_1 .. J_L] (n_L x n), Q = [Q_1; ..; Q_L] (n x n_L), n the
 * number of units. Matrices handed out are live.
 */
public final class LinearisedNetwork {
    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final SampleState state;
    private final int[] offset;
    private final DMatrixRMaj jacobian;
    private final DMatrixRMaj feedback;

    public LinearisedNetwork(NetworkDescription network, NetworkWeights weights, SampleState state) {
        this.network = network;
        this.weights = weights;
        this.state = state;
        this.offset = new int[network.layers() + 1];
        for (int l = 0; l < network.layers(); l++) {
            offset[l + 1] = offset[l] + network.units(l);
        }
        this.jacobian = new DMatrixRMaj(network.outputs(), offset[network.layers()]);
        this.feedback = new DMatrixRMaj(offset[network.layers()], network.outputs());
        fill();
    }

    /** J_L = diag phi'(v_L); J_i = J_{i+1} W_{i+1} diag phi'(v_i). */
    private void fill() {
        int outputs = network.outputs();
        DMatrixRMaj above = CommonOps_DDRM.identity(outputs);
        for (int l = network.layers() - 1; l >= 0; l--) {
            int units = network.units(l);
            DMatrixRMaj block = above;
            if (l < network.layers() - 1) {
                block = new DMatrixRMaj(outputs, units);
                CommonOps_DDRM.mult(
                        above, DMatrixRMaj.wrap(network.units(l + 1), units, weights.forward(l + 1)), block);
            }
            for (int i = 0; i < units; i++) {
                double slope = slope(l, i);
                for (int o = 0; o < outputs; o++) {
                    block.set(o, i, block.get(o, i) * slope);
                    jacobian.set(o, offset[l] + i, block.get(o, i));
                }
            }
            CommonOps_DDRM.insert(DMatrixRMaj.wrap(units, outputs, weights.feedback(l)), feedback, offset[l], 0);
            above = block;
        }
    }

    private double slope(int l, int i) {
        return network.transfer(l).derivative(state.potential(l)[i]);
    }

    /** J, (n_L x n). */
    public DMatrixRMaj jacobian() {
        return jacobian;
    }

    /** Where a layer's units begin among all n. */
    public int offset(int layer) {
        return offset[layer];
    }

    /** The state it is linearised at. */
    public SampleState state() {
        return state;
    }

    /** J_i Q_i of every layer, (n_L x n_L): what a change of the control changes of the output by way of that layer. */
    public List<DMatrixRMaj> layerGains() {
        int outputs = network.outputs();
        List<DMatrixRMaj> gains = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            DMatrixRMaj block = CommonOps_DDRM.extract(jacobian, 0, outputs, offset[l], offset[l + 1]);
            DMatrixRMaj gain = new DMatrixRMaj(outputs, outputs);
            CommonOps_DDRM.mult(block, DMatrixRMaj.wrap(network.units(l), outputs, weights.feedback(l)), gain);
            gains.add(gain);
        }
        return gains;
    }

    /** Largest modulus of the eigenvalues of J Q: the gain of the loop without its controller. */
    public double spectralRadius() {
        return eigenvalues(loopGain(0)).stream()
                .mapToDouble(Complex_F64::getMagnitude)
                .max()
                .orElse(0);
    }

    /** J Q + alpha I. */
    public DMatrixRMaj loopGain(double alpha) {
        DMatrixRMaj gain = new DMatrixRMaj(network.outputs(), network.outputs());
        CommonOps_DDRM.mult(jacobian, feedback, gain);
        for (int o = 0; o < network.outputs(); o++) {
            gain.add(o, o, alpha);
        }
        return gain;
    }

    /**
     * Condition 2: ||P_J Q||_F / ||Q||_F with P_J = J^+ J the projector on the row space of J, of whatever rank (an output that is silent has no row in it); 1
     * when the columns of Q lie in that space.
     */
    public double conditionTwo() {
        int outputs = network.outputs();
        DMatrixRMaj gram = new DMatrixRMaj(outputs, outputs);
        CommonOps_DDRM.multTransB(jacobian, jacobian, gram);
        DMatrixRMaj solved = leastSquares(gram, loopGain(0));
        DMatrixRMaj projected = new DMatrixRMaj(feedback.numRows, outputs);
        CommonOps_DDRM.multTransA(jacobian, solved, projected);
        return NormOps_DDRM.normF(projected) / NormOps_DDRM.normF(feedback);
    }

    /** P_J = J^+ J, the projector on the row space of J (n x n), of whatever rank; a fresh matrix. */
    public DMatrixRMaj rowSpace() {
        DMatrixRMaj inverse = new DMatrixRMaj(jacobian.numCols, jacobian.numRows);
        CommonOps_DDRM.pinv(jacobian, inverse);
        return CommonOps_DDRM.mult(inverse, jacobian, null);
    }

    /** Q, (n x n_L). */
    public DMatrixRMaj feedback() {
        return feedback;
    }

    /**
     * How much of a control of all units lies outside the row space of J, where it moves no output to first order: |(I - P_J) psi| / |psi|, in [0, 1]; 0 for no
     * control. Least control has 0 at its own equilibrium.
     *
     * @param psi [layer][unit]; not modified
     */
    public double outsideRowSpace(double[][] psi) {
        int n = offset[network.layers()];
        DMatrixRMaj all = new DMatrixRMaj(n, 1);
        for (int l = 0; l < psi.length; l++) {
            System.arraycopy(psi[l], 0, all.data, offset[l], psi[l].length);
        }
        double norm = NormOps_DDRM.normF(all);
        int outputs = network.outputs();
        DMatrixRMaj gram = new DMatrixRMaj(outputs, outputs);
        CommonOps_DDRM.multTransB(jacobian, jacobian, gram);
        DMatrixRMaj seen = new DMatrixRMaj(outputs, 1);
        CommonOps_DDRM.mult(jacobian, all, seen);
        CommonOps_DDRM.multAddTransA(-1, jacobian, leastSquares(gram, seen), all);
        return norm == 0 ? 0 : NormOps_DDRM.normF(all) / norm;
    }

    /**
     * Share of a layer's weight update error r_{i-1}^T that lies in the null space of the output's Jacobian with respect to W_i, J_i (x) r_{i-1}^T: it
     * changes no output, to first order. |(I - J_i^+ J_i) error| / |error|, in [0, 1]; 0 for no error.
     *
     * @param error postsynaptic factor of the update, one number a unit
     */
    public double nullSpaceShare(int layer, double[] error) {
        int units = network.units(layer);
        DMatrixRMaj block =
                CommonOps_DDRM.extract(jacobian, 0, network.outputs(), offset[layer], offset[layer] + units);
        DMatrixRMaj inverse = new DMatrixRMaj(units, network.outputs());
        CommonOps_DDRM.pinv(block, inverse);
        DMatrixRMaj seen = new DMatrixRMaj(network.outputs(), 1);
        CommonOps_DDRM.mult(block, DMatrixRMaj.wrap(units, 1, error), seen);
        DMatrixRMaj unseen = new DMatrixRMaj(units, 1, true, error);
        CommonOps_DDRM.multAdd(-1, inverse, seen, unseen);
        double norm = NormOps_DDRM.normF(DMatrixRMaj.wrap(units, 1, error));
        return norm == 0 ? 0 : NormOps_DDRM.normF(unseen) / norm;
    }

    /**
     * The same of all layers and biases at once: |(I - A^+ A) d| / |d|, d the stacked updates error_i (r_{i-1}, 1)^T and A = [.. J_i (x) (r_{i-1}, 1)^T ..], of which A A^T =
     * sum_i (|r_{i-1}|^2 + 1) J_i J_i^T is all that is needed.
     *
     * @param errors postsynaptic factor of each layer's update, one number a unit
     */
    public double nullSpaceShare(double[][] errors) {
        int outputs = network.outputs();
        DMatrixRMaj gram = new DMatrixRMaj(outputs, outputs);
        DMatrixRMaj seen = new DMatrixRMaj(outputs, 1);
        double norm = 0;
        for (int l = 0; l < errors.length; l++) {
            DMatrixRMaj block = CommonOps_DDRM.extract(jacobian, 0, outputs, offset[l], offset[l + 1]);
            double weight = 1;
            for (double r : state.presynaptic(l)) {
                weight += r * r;
            }
            CommonOps_DDRM.multAddTransB(weight, block, block, gram);
            DMatrixRMaj error = DMatrixRMaj.wrap(errors[l].length, 1, errors[l]);
            CommonOps_DDRM.multAdd(weight, block, error, seen);
            norm += weight * CommonOps_DDRM.dot(error, error);
        }
        double inside = CommonOps_DDRM.dot(seen, leastSquares(gram, seen));
        return norm == 0 ? 0 : Math.sqrt(Math.max(0, 1 - inside / norm));
    }

    /** Condition 1: the spread of the norms |r_i|_2 of the layers' presynaptic rates about their mean, relative to it; 0 where all are equal. */
    public double conditionOne() {
        int layers = network.layers();
        double mean = 0;
        double squares = 0;
        for (int l = 0; l < layers; l++) {
            double power = 0;
            for (double r : state.presynaptic(l)) {
                power += r * r;
            }
            mean += Math.sqrt(power) / layers;
            squares += power / layers;
        }
        return Math.sqrt(Math.max(0, squares - mean * mean)) / mean;
    }

    /**
     * Largest real part of the eigenvalues of the closed loop in (Delta v, u), times in units of tau_u:
     *
     * <pre>
     * [ -(I - Jh)/tau_v                        Q/tau_v                  ]
     * [ -Jo + k_p/tau_v Jo (I - Jh)    -alpha I - k_p/tau_v Jo Q        ]
     * </pre>
     */
    public double largestRealEigenvalue(double alpha, double kp, double tauV) {
        int n = offset[network.layers()];
        int outputs = network.outputs();
        int last = network.layers() - 1;
        DMatrixRMaj s = CommonOps_DDRM.identity(n);
        for (int l = 1; l <= last; l++) {
            int pre = network.presynapticUnits(l);
            for (int i = 0; i < network.units(l); i++) {
                for (int j = 0; j < pre; j++) {
                    s.set(offset[l] + i, offset[l - 1] + j, -weights.forward(l)[i * pre + j] * slope(l - 1, j));
                }
            }
        }
        DMatrixRMaj a = new DMatrixRMaj(n + outputs, n + outputs);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(i, j, -s.get(i, j) / tauV);
            }
            for (int o = 0; o < outputs; o++) {
                a.set(i, n + o, feedback.get(i, o) / tauV);
            }
        }
        for (int o = 0; o < outputs; o++) {
            double slope = slope(last, o);
            int row = offset[last] + o;
            for (int j = 0; j < n; j++) {
                a.set(n + o, j, kp / tauV * slope * s.get(row, j) - (j == row ? slope : 0));
            }
            for (int p = 0; p < outputs; p++) {
                a.set(n + o, n + p, (o == p ? -alpha : 0) - kp / tauV * slope * feedback.get(row, p));
            }
        }
        return largestReal(a);
    }

    static double largestReal(DMatrixRMaj a) {
        return eigenvalues(a).stream().mapToDouble(Complex_F64::getReal).max().orElse(Double.NEGATIVE_INFINITY);
    }

    private static List<Complex_F64> eigenvalues(DMatrixRMaj a) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(a.numRows, false);
        if (!eigen.decompose(a)) {
            throw new ArithmeticException("eigenvalues of the closed loop did not converge");
        }
        List<Complex_F64> values = new ArrayList<>();
        for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
            values.add(eigen.getEigenvalue(k));
        }
        return values;
    }

    /** A^+ B for a square A, singular or not. */
    private static DMatrixRMaj leastSquares(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj inverse = new DMatrixRMaj(a.numCols, a.numRows);
        CommonOps_DDRM.pinv(a, inverse);
        return CommonOps_DDRM.mult(inverse, b, null);
    }

    /**
     * A^-1 B.
     *
     * @throws ArithmeticException if A is singular
     */
    public static DMatrixRMaj solve(DMatrixRMaj a, DMatrixRMaj b) {
        LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
        LinearSolverLu_DDRM solver = new LinearSolverLu_DDRM(lu);
        // asked for by name: the library's own solve answers a singular system with zeros
        if (!solver.setA(a.copy()) || lu.isSingular()) {
            throw new ArithmeticException("singular system of " + a.numRows + " equations");
        }
        DMatrixRMaj x = new DMatrixRMaj(a.numCols, b.numCols);
        solver.solve(b, x);
        return x;
    }

    /** A^-1 b. */
    public static double[] solve(DMatrixRMaj a, double[] b) {
        return solve(a, DMatrixRMaj.wrap(b.length, 1, b)).data;
    }
}

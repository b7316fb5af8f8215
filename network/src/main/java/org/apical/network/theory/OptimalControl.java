package org.apical.network.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least control of one sample (Meulemans et al. 2022, NeurIPS; physics.md 7): the control of least norm under which the output of the equilibrium
 * v_i = W_i r_{i-1} + b_i + psi_i meets its target but for the leak, alpha u = e. It minimises
 *
 * <pre>
 * H = |psi|^2 / 2 + |r_L* - r_L|^2 / (2 alpha),      psi_i = v_i - W_i r_{i-1} - b_i
 * </pre>
 *
 * over the potentials, where psi = J(v)^T u with J_i = dr_L/dv_i at the controlled equilibrium: psi_L = phi'_L o u, psi_i = phi'_i o (W_{i+1}^T psi_{i+1}). Since H
 * is stationary there, its gradient with respect to the weights is -psi_i r_{i-1}^T: the theorem.
 *
 * <p>Newton's method on v from the feedforward state, with the Gauss–Newton matrix, which is always positive definite, where the Hessian is not; steps are halved
 * until H falls. It finds the minimum that descends from the feedforward state; H may have others. n^3/3 flop and more a step for n units.
 *
 * @param psi [layer][unit]
 * @param control u = e / alpha
 * @param state potentials and rates under psi
 * @param cost H at its minimum
 * @param residual largest |psi - J(v)^T u|
 */
public record OptimalControl(double[][] psi, double[] control, SampleState state, double cost, double residual) {
    private static final int MAX_ITERATIONS = 200;
    private static final double LEAST_SHARE = 1e-10;
    /** Share of the fall that the slope promises (Armijo). */
    private static final double LEAST_FALL = 1e-4;

    private static final double ROUNDING = 1e-13;
    private static final double CURVATURE_STEP = 1e-4;

    /**
     * Solves for it.
     *
     * @param alpha leak on u, > 0
     * @param tolerance largest residual accepted
     * @throws ArithmeticException if the residual stays above the tolerance
     */
    public static OptimalControl of(
            NetworkDescription network,
            NetworkWeights weights,
            double[] input,
            double[] target,
            double alpha,
            double tolerance) {
        double[][] none = new double[network.layers()][];
        for (int l = 0; l < none.length; l++) {
            none[l] = new double[network.units(l)];
        }
        OptimalControl now = at(network, weights, input, target, alpha, none);
        for (int k = 0; k < MAX_ITERATIONS && now.residual > tolerance; k++) {
            OptimalControl next = now.step(network, weights, target, alpha);
            if (next == now) {
                break;
            }
            now = next;
        }
        if (!(now.residual <= tolerance)) {
            throw new ArithmeticException("least control: residual " + now.residual + " stays above " + tolerance);
        }
        return now;
    }

    private static OptimalControl at(
            NetworkDescription network,
            NetworkWeights weights,
            double[] input,
            double[] target,
            double alpha,
            double[][] psi) {
        SampleState state = SampleState.driven(network, weights, input, psi);
        double[] u = new double[target.length];
        double cost = 0;
        for (int o = 0; o < u.length; o++) {
            double e = target[o] - state.output()[o];
            u[o] = e / alpha;
            cost += e * e / (2 * alpha);
        }
        for (double[] layer : psi) {
            for (double p : layer) {
                cost += p * p / 2;
            }
        }
        double[][] wanted = backwards(network, weights, state, u, psi);
        double residual = 0;
        for (int l = 0; l < psi.length; l++) {
            for (int i = 0; i < psi[l].length; i++) {
                double slope = network.transfer(l).derivative(state.potential(l)[i]);
                double off = Math.abs(psi[l][i] - slope * wanted[l][i]);
                residual = Double.isNaN(off) ? Double.NaN : Math.max(residual, off);
            }
        }
        return new OptimalControl(psi, u, state, cost, residual);
    }

    /** What comes from above: u at the last layer, W_{i+1}^T psi_{i+1} below. */
    private static double[][] backwards(
            NetworkDescription network, NetworkWeights weights, SampleState state, double[] u, double[][] psi) {
        double[][] wanted = new double[psi.length][];
        wanted[psi.length - 1] = u;
        for (int l = psi.length - 2; l >= 0; l--) {
            wanted[l] = new double[psi[l].length];
            double[] w = weights.forward(l + 1);
            for (int j = 0; j < psi[l + 1].length; j++) {
                for (int i = 0; i < wanted[l].length; i++) {
                    wanted[l][i] += w[j * wanted[l].length + i] * psi[l + 1][j];
                }
            }
        }
        return wanted;
    }

    private OptimalControl step(NetworkDescription network, NetworkWeights weights, double[] target, double alpha) {
        Expansion expansion = new Expansion(network, weights, this, alpha);
        double[] direction = expansion.descent();
        for (double share = 1; share > LEAST_SHARE; share /= 2) {
            double[][] v = new double[psi.length][];
            for (int l = 0, k = 0; l < psi.length; l++) {
                v[l] = state.potential(l).clone();
                for (int i = 0; i < v[l].length; i++) {
                    v[l][i] += share * direction[k++];
                }
            }
            OptimalControl next =
                    at(network, weights, state.presynaptic(0), target, alpha, control(network, weights, v));
            boolean falls = next.cost < cost - LEAST_FALL * share * expansion.slope(direction);
            // close to the minimum rounding hides the fall of H, the residual still tells steps apart
            boolean level = next.cost <= cost + ROUNDING * cost && next.residual < residual / 2;
            if (falls || level) {
                return next;
            }
        }
        return this;
    }

    /** psi_i = v_i - W_i r_{i-1} - b_i for given potentials. */
    private double[][] control(NetworkDescription network, NetworkWeights weights, double[][] v) {
        double[][] needed = new double[v.length][];
        double[] below = state.presynaptic(0);
        for (int l = 0; l < v.length; l++) {
            needed[l] = new double[v[l].length];
            double[] r = new double[v[l].length];
            double[] w = weights.forward(l);
            for (int i = 0; i < r.length; i++) {
                double drive = weights.bias(l)[i];
                for (int j = 0; j < below.length; j++) {
                    drive += w[i * below.length + j] * below[j];
                }
                needed[l][i] = v[l][i] - drive;
                r[i] = network.transfer(l).value(v[l][i]);
            }
            below = r;
        }
        return needed;
    }

    /** H to second order in all potentials about a state. */
    private static final class Expansion {
        private final DMatrixRMaj gaussNewton;
        private final DMatrixRMaj hessian;
        private final DMatrixRMaj gradient;

        Expansion(NetworkDescription network, NetworkWeights weights, OptimalControl at, double alpha) {
            int last = at.psi.length - 1;
            int[] offset = new int[last + 2];
            for (int l = 0; l <= last; l++) {
                offset[l + 1] = offset[l] + network.units(l);
            }
            int n = offset[last + 1];
            DMatrixRMaj a = CommonOps_DDRM.identity(n);
            gradient = new DMatrixRMaj(n, 1);
            double[] outputs = new double[n];
            double[] curved = new double[n];
            double[][] wanted = backwards(network, weights, at.state, at.control, at.psi);
            for (int l = 0; l <= last; l++) {
                for (int i = 0; i < network.units(l); i++) {
                    double v = at.state.potential(l)[i];
                    double slope = network.transfer(l).derivative(v);
                    int k = offset[l] + i;
                    gradient.set(k, 0, at.psi[l][i] - slope * wanted[l][i]);
                    curved[k] = -curvature(network, l, v) * wanted[l][i];
                    if (l == last) {
                        outputs[k] = slope * slope / alpha;
                        continue;
                    }
                    double[] w = weights.forward(l + 1);
                    for (int j = 0; j < network.units(l + 1); j++) {
                        a.set(offset[l + 1] + j, k, -w[j * network.units(l) + i] * slope);
                    }
                }
            }
            gaussNewton = new DMatrixRMaj(n, n);
            CommonOps_DDRM.multTransA(a, a, gaussNewton);
            hessian = new DMatrixRMaj(n, n);
            for (int k = 0; k < n; k++) {
                gaussNewton.add(k, k, outputs[k]);
            }
            hessian.setTo(gaussNewton);
            for (int k = 0; k < n; k++) {
                hessian.add(k, k, curved[k]);
            }
        }

        /** phi''(v) by a central difference: an error of it costs Newton speed, not accuracy. */
        private static double curvature(NetworkDescription network, int l, double v) {
            double h = CURVATURE_STEP;
            return (network.transfer(l).derivative(v + h) - network.transfer(l).derivative(v - h)) / (2 * h);
        }

        double[] descent() {
            DMatrixRMaj x = new DMatrixRMaj(gradient.numRows, 1);
            if (!solve(hessian, x) && !solve(gaussNewton, x)) {
                throw new ArithmeticException("least control: the Gauss–Newton matrix is not positive definite");
            }
            CommonOps_DDRM.scale(-1, x);
            return x.data;
        }

        private boolean solve(DMatrixRMaj matrix, DMatrixRMaj x) {
            LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(matrix.numRows);
            if (!cholesky.setA(matrix.copy())) {
                return false;
            }
            cholesky.solve(gradient, x);
            return true;
        }

        /** How fast H falls along a direction. */
        double slope(double[] direction) {
            double sum = 0;
            for (int k = 0; k < direction.length; k++) {
                sum -= gradient.get(k, 0) * direction[k];
            }
            return sum;
        }
    }
}

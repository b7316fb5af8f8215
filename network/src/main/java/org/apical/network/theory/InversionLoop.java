package org.apical.network.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.ejml.data.DMatrixRMaj;

/**
 * Inversion dynamics linearised at an equilibrium of one sample (physics.md 7), in (v, psi, u), times in units of tau_u:
 *
 * <pre>
 * tau_v dv_i/dt     = -v_i + W_i diag(phi'_{i-1}) v_{i-1} + psi_i
 * tau_psi dpsi_i/dt = -psi_i + phi'_i o (S_{i+1} psi_{i+1}) + phi''_i o c_i o v_i        c_L = u, c_i = S_{i+1} psi_{i+1}
 * du/dt             = -diag(phi'_L) v_L - alpha u
 * </pre>
 *
 * with the last layer's S_{L+1} psi_{L+1} standing for u. phi'' by a central difference of phi'.
 *
 * @param alpha leak on u
 * @param tauV tau_v (units of tau_u)
 * @param tauPsi tau_psi (units of tau_u)
 */
public record InversionLoop(
        NetworkDescription network, NetworkWeights weights, double alpha, double tauV, double tauPsi) {
    private static final double CURVATURE_STEP = 1e-4;

    /**
     * Largest real part of the eigenvalues (1/tau_u): negative where the equilibrium is stable.
     *
     * @param state potentials and rates of the equilibrium
     * @param psi its control, [layer][unit]; not modified
     * @param control its u; not modified
     */
    public double largestRealEigenvalue(SampleState state, double[][] psi, double[] control) {
        int layers = network.layers();
        int[] offset = new int[layers + 1];
        for (int l = 0; l < layers; l++) {
            offset[l + 1] = offset[l] + network.units(l);
        }
        int n = offset[layers];
        int outputs = network.outputs();
        DMatrixRMaj a = new DMatrixRMaj(2 * n + outputs, 2 * n + outputs);
        for (int l = 0; l < layers; l++) {
            int units = network.units(l);
            for (int i = 0; i < units; i++) {
                int v = offset[l] + i;
                int p = n + v;
                double at = state.potential(l)[i];
                double slope = network.transfer(l).derivative(at);
                a.set(v, v, -1 / tauV);
                a.set(v, p, 1 / tauV);
                for (int j = 0; l > 0 && j < network.units(l - 1); j++) {
                    double below = network.transfer(l - 1).derivative(state.potential(l - 1)[j]);
                    a.set(v, offset[l - 1] + j, weights.forward(l)[i * network.units(l - 1) + j] * below / tauV);
                }
                a.set(p, p, -1 / tauPsi);
                double heard = 0;
                if (l == layers - 1) {
                    heard = control[i];
                    int u = 2 * n + i;
                    a.set(p, u, slope / tauPsi);
                    a.set(u, v, -slope);
                    a.set(u, u, -alpha);
                }
                for (int j = 0; l < layers - 1 && j < network.units(l + 1); j++) {
                    double s = weights.backward(l + 1)[i * network.units(l + 1) + j];
                    heard += s * psi[l + 1][j];
                    a.set(p, n + offset[l + 1] + j, slope * s / tauPsi);
                }
                a.set(p, v, curvature(l, at) * heard / tauPsi);
            }
        }
        return LinearisedNetwork.largestReal(a);
    }

    private double curvature(int l, double v) {
        double h = CURVATURE_STEP;
        return (network.transfer(l).derivative(v + h) - network.transfer(l).derivative(v - h)) / (2 * h);
    }
}

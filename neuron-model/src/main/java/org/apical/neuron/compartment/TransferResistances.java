package org.apical.neuron.compartment;

/**
 * Steady-state transfer resistances R = G^-1 (mV/pA) of the passive neuron: V_x - E_L = sum_y R_xy I_y, with I_b the current (pA) into the
 * basal and I_a into the apical compartment.
 *
 * @param somaBasal R_sb (mV/pA)
 * @param somaApical R_sa
 * @param basalBasal R_bb
 * @param basalApical R_ba
 * @param apicalBasal R_ab
 * @param apicalApical R_aa
 */
public record TransferResistances(
        double somaBasal,
        double somaApical,
        double basalBasal,
        double basalApical,
        double apicalBasal,
        double apicalApical) {

    /** Inverts the conductance matrix of a neuron. */
    public static TransferResistances of(PyramidalCell cell) {
        double[][] r = inverse(cell.conductanceMatrixNanoS());
        return new TransferResistances(r[0][1], r[0][2], r[1][1], r[1][2], r[2][1], r[2][2]);
    }

    /** kappa = R_sb / R_bb: what share of the basal depolarisation reaches the soma. */
    public double basalAttenuation() {
        return somaBasal / basalBasal;
    }

    private static double[][] inverse(double[][] g) {
        var matrix = new org.ejml.data.DMatrixRMaj(g);
        var result = new org.ejml.data.DMatrixRMaj(3, 3);
        org.ejml.dense.row.CommonOps_DDRM.invert(matrix, result);
        double[][] r = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                r[i][j] = result.get(i, j);
            }
        }
        return r;
    }
}

package org.apical.neuron.compartment;

import java.util.Arrays;
import org.apical.neuron.parameter.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Steady-state transfer resistances R = G^-1 (mV/pA) between the sites of the passive neuron: V_x - E_L = sum_y R_xy I_y, with I_b the current
 * (pA) into the basal and I_a into the apical dendrites. Where there are several of a kind, I is shared and V averaged over their membrane.
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

    /** Inverts the conductance matrix of a neuron with basal and apical dendrites. */
    public static TransferResistances of(PyramidalCell cell) {
        double[] basal = cell.share(PyramidalCell.BASAL);
        double[] apical = cell.share(PyramidalCell.APICAL);
        double[] fromBasal = response(cell, PyramidalCell.BASAL);
        double[] fromApical = response(cell, PyramidalCell.APICAL);
        return new TransferResistances(
                fromBasal[0],
                fromApical[0],
                dot(basal, fromBasal),
                dot(basal, fromApical),
                dot(apical, fromBasal),
                dot(apical, fromApical));
    }

    /** Steady depolarisation of every compartment per current into a site (mV/pA): G^-1 times the shares of the site. */
    public static double[] response(PyramidalCell cell, String site) {
        DMatrixRMaj share = new DMatrixRMaj(cell.compartments(), 1);
        share.setData(cell.share(site));
        DMatrixRMaj response = new DMatrixRMaj(cell.compartments(), 1);
        double[][] g = cell.conductanceMatrixNanoS();
        boolean found = CommonOps_DDRM.solve(new DMatrixRMaj(g), share, response);
        for (double r : response.getData()) {
            Require.that(
                    found && Double.isFinite(r),
                    "PyramidalCell",
                    "must have a conductance matrix that can be inverted",
                    Arrays.deepToString(g) + " nS");
        }
        return response.getData();
    }

    /** kappa = R_sb / R_bb: what share of the basal depolarisation reaches the soma. */
    public double basalAttenuation() {
        return somaBasal / basalBasal;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}

package org.apical.neuron.compartment;

import java.util.Arrays;
import org.apical.neuron.parameter.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Time constants of the passive neuron: 1 / lambda for the eigenvalues lambda of C^-1 G, which are real and positive (physics.md 5.3). */
public final class TimeConstants {
    private TimeConstants() {}

    /**
     * All of them (ms), the slowest first.
     *
     * @throws org.apical.neuron.parameter.ParameterException if there are none: C^-1 G is singular, or beyond the range of numbers
     */
    public static double[] ofMs(PyramidalCell cell) {
        double[][] g = cell.conductanceMatrixNanoS();
        double[] c = cell.capacitancesPicoF();
        int n = c.length;
        // C^-1/2 G C^-1/2 has the same eigenvalues and, with reciprocal coupling, is symmetric
        DMatrixRMaj a = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(i, j, g[i][j] / Math.sqrt(c[i] * c[j]));
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false);
        boolean found = eigen.decompose(a);
        double[] tau = new double[n];
        for (int k = 0; k < n; k++) {
            tau[k] = found ? 1 / eigen.getEigenvalue(k).getReal() : Double.NaN;
            Require.that(
                    tau[k] > 0 && Double.isFinite(tau[k]),
                    "PyramidalCell",
                    "must have time constants, but C^-1 G is singular or out of the range of numbers: capacitances "
                            + Arrays.toString(c) + " pF, conductances " + Arrays.deepToString(g) + " nS",
                    tau[k]);
        }
        Arrays.sort(tau);
        for (int k = 0; k < n / 2; k++) {
            double swap = tau[k];
            tau[k] = tau[n - 1 - k];
            tau[n - 1 - k] = swap;
        }
        return tau;
    }

    /**
     * tau_v (ms) of the abstract unit that a neuron stands for (physics.md 5.3): C_s / (gL_s + sum g_d) where dendrites do not see the soma, the slowest time constant of the cell where
     * they do.
     */
    public static double ofUnitMs(PyramidalCell cell) {
        return cell.coupling() == Coupling.DENDRITE_TO_SOMA ? cell.somaticTimeConstantMs() : ofMs(cell)[0];
    }
}

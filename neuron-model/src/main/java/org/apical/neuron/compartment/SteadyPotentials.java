package org.apical.neuron.compartment;

/** Steady state of the passive neuron under constant currents: V - E_L = R_b I_b + R_a I_a in every compartment. */
public final class SteadyPotentials {
    private final double restMv;
    private final double[] perBasal;
    private final double[] perApical;

    /** For a cell with basal and apical dendrites. */
    public SteadyPotentials(PyramidalCell cell) {
        restMv = cell.restMv();
        perBasal = TransferResistances.response(cell, PyramidalCell.BASAL);
        perApical = TransferResistances.response(cell, PyramidalCell.APICAL);
    }

    /**
     * Puts the first n elements into their steady state.
     *
     * @param state modified
     * @param basalPicoA I_b (pA)
     * @param apicalPicoA I_a (pA)
     */
    public void enter(CompartmentState state, double[] basalPicoA, double[] apicalPicoA, int n) {
        for (int c = 0; c < perBasal.length; c++) {
            fill(state.potentialMv(c), restMv, perBasal[c], basalPicoA, perApical[c], apicalPicoA, n);
        }
        state.read(0, n);
    }

    static void fill(
            double[] potentialMv,
            double restMv,
            double perBasal,
            double[] basalPicoA,
            double perApical,
            double[] apicalPicoA,
            int n) {
        for (int k = 0; k < n; k++) {
            potentialMv[k] = restMv + perBasal * basalPicoA[k] + perApical * apicalPicoA[k];
        }
    }
}

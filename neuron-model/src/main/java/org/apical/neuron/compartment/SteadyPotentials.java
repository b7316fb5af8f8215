package org.apical.neuron.compartment;

import java.util.List;

/** Steady state of the passive neuron under constant currents: V - E_L = R_b I_b + R_a I_a in every compartment. */
public final class SteadyPotentials {
    private final double restMv;
    /** [unit][compartment]; one unit where all are alike. */
    private final double[][] perBasal;

    private final double[][] perApical;
    private final int elements;

    /** For a cell with basal and apical dendrites. */
    public SteadyPotentials(PyramidalCell cell) {
        this(List.of(cell), Integer.MAX_VALUE);
    }

    /**
     * For units that differ.
     *
     * @param cells one a unit, of the same compartments and E_L
     * @param elements that belong to a unit
     */
    public SteadyPotentials(List<PyramidalCell> cells, int elements) {
        this.restMv = cells.get(0).restMv();
        this.elements = elements;
        perBasal = cells.stream()
                .map(cell -> TransferResistances.response(cell, PyramidalCell.BASAL))
                .toArray(double[][]::new);
        perApical = cells.stream()
                .map(cell -> TransferResistances.response(cell, PyramidalCell.APICAL))
                .toArray(double[][]::new);
    }

    /**
     * Puts the first n elements into their steady state.
     *
     * @param state modified
     * @param basalPicoA I_b (pA)
     * @param apicalPicoA I_a (pA)
     */
    public void enter(CompartmentState state, double[] basalPicoA, double[] apicalPicoA, int n) {
        for (int c = 0; c < perBasal[0].length; c++) {
            fill(c, basalPicoA, apicalPicoA, state.potentialMv(c), n);
        }
        state.read(0, n);
    }

    /** V_s (mV) of element k. */
    double somaMv(int k, double basalPicoA, double apicalPicoA) {
        int unit = k / elements;
        return restMv + perBasal[unit][0] * basalPicoA + perApical[unit][0] * apicalPicoA;
    }

    /** Puts one compartment of the first n elements into it: its potentials (mV), written. */
    void fill(int compartment, double[] basalPicoA, double[] apicalPicoA, double[] potentialMv, int n) {
        for (int unit = 0, from = 0; from < n; unit++) {
            int to = Math.min(n - from, elements) + from;
            double basal = perBasal[unit][compartment];
            double apical = perApical[unit][compartment];
            for (int k = from; k < to; k++) {
                potentialMv[k] = restMv + basal * basalPicoA[k] + apical * apicalPicoA[k];
            }
            from = to;
        }
    }
}

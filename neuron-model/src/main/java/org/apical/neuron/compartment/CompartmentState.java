package org.apical.neuron.compartment;

import java.util.Arrays;

/** Potentials of the three compartments (mV), one array a compartment, [row][lane]. */
public final class CompartmentState {
    private final double[] somaMv;
    private final double[] basalMv;
    private final double[] apicalMv;
    private final double[] basalMeanMv;
    private final double[][] arrays;

    /** {@code size} = rows x lanes; every potential starts at NaN until {@link #rest}. */
    public CompartmentState(int size) {
        somaMv = new double[size];
        basalMv = new double[size];
        apicalMv = new double[size];
        basalMeanMv = new double[size];
        arrays = new double[][] {somaMv, basalMv, apicalMv, basalMeanMv};
        rest(Double.NaN);
    }

    /** V_s (mV), [row][lane]; the live array. */
    public double[] somaMv() {
        return somaMv;
    }

    /** V_b (mV), [row][lane]; the live array. */
    public double[] basalMv() {
        return basalMv;
    }

    /** V_a (mV), [row][lane]; the live array. */
    public double[] apicalMv() {
        return apicalMv;
    }

    /**
     * V_b averaged over the last step (mV), [row][lane]; the live array. Between the spikes that arrive at its ends V_b moves by a good part of
     * its range, so the mean of V_b is not that of its values at the ends. Kept by {@link SpikingIntegration}.
     */
    public double[] basalMeanMv() {
        return basalMeanMv;
    }

    /** V_s, V_b, V_a and the step mean of V_b, as {@link SpikingIntegration} advances them. */
    double[][] arrays() {
        return arrays;
    }

    /** Sets every compartment to one potential (mV). */
    public void rest(double potentialMv) {
        Arrays.fill(somaMv, potentialMv);
        Arrays.fill(basalMv, potentialMv);
        Arrays.fill(apicalMv, potentialMv);
        Arrays.fill(basalMeanMv, potentialMv);
    }
}

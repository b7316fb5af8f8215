package org.apical.neuron.compartment;

import java.util.Arrays;

/** Potentials of the three compartments (mV), one array a compartment, [row][lane]. */
public final class CompartmentState {
    private final double[] somaMv;
    private final double[] basalMv;
    private final double[] apicalMv;

    /** {@code size} = rows x lanes; every potential starts at NaN until {@link #rest}. */
    public CompartmentState(int size) {
        somaMv = new double[size];
        basalMv = new double[size];
        apicalMv = new double[size];
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

    /** Sets every compartment to one potential (mV). */
    public void rest(double potentialMv) {
        Arrays.fill(somaMv, potentialMv);
        Arrays.fill(basalMv, potentialMv);
        Arrays.fill(apicalMv, potentialMv);
    }
}

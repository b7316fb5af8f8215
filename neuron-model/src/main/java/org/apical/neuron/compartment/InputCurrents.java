package org.apical.neuron.compartment;

import java.util.Arrays;

/**
 * Currents (pA) into the dendrites of a population, [unit][lane]: synaptic ones, which jump at spikes and decay, and constant ones (bias, an
 * ideal controller), which hold over a step.
 */
public final class InputCurrents {
    private final double[] basalSynapticPicoA;
    private final double[] apicalSynapticPicoA;
    private final double[] basalConstantPicoA;
    private final double[] apicalConstantPicoA;
    private final double[][] arrays;

    public InputCurrents(int size) {
        basalSynapticPicoA = new double[size];
        apicalSynapticPicoA = new double[size];
        basalConstantPicoA = new double[size];
        apicalConstantPicoA = new double[size];
        arrays = new double[][] {basalSynapticPicoA, apicalSynapticPicoA, basalConstantPicoA, apicalConstantPicoA};
    }

    /** I_b (pA) of basal synapses; the live array. */
    public double[] basalSynapticPicoA() {
        return basalSynapticPicoA;
    }

    /** I_a (pA) of apical synapses; the live array. */
    public double[] apicalSynapticPicoA() {
        return apicalSynapticPicoA;
    }

    /** Constant current (pA) into the basal compartment; the live array. */
    public double[] basalConstantPicoA() {
        return basalConstantPicoA;
    }

    /** Constant current (pA) into the apical compartment; the live array. */
    public double[] apicalConstantPicoA() {
        return apicalConstantPicoA;
    }

    /** I_b, I_a, i_b, i_a, as {@link SpikingIntegration} reads them. */
    double[][] arrays() {
        return arrays;
    }

    /** Sets every current to zero. */
    public void clear() {
        Arrays.fill(basalSynapticPicoA, 0);
        Arrays.fill(apicalSynapticPicoA, 0);
        Arrays.fill(basalConstantPicoA, 0);
        Arrays.fill(apicalConstantPicoA, 0);
    }
}

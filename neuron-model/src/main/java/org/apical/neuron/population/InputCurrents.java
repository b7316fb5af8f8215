package org.apical.neuron.population;

import java.util.Arrays;

/**
 * Currents (pA) into the dendrites of a layer of units, [unit][lane]: synaptic ones, which jump at spikes and decay, and constant ones (bias, an
 * ideal controller), which hold over a step. Arrays of constant currents that a layer does not have are empty.
 */
public final class InputCurrents {
    private static final double[] ABSENT = {};

    private final double[][] arrays;
    private final double[] basalConstant;
    private final double[] apicalConstant;

    /** On the arrays of {@link LayerInputs#inputs}. */
    InputCurrents(LayerInputs layer, double[][] arrays) {
        this.arrays = arrays;
        basalConstant = layer.biased() ? arrays[2] : ABSENT;
        apicalConstant = layer.injected() ? arrays[arrays.length - 1] : ABSENT;
    }

    /** I_b (pA) of basal synapses; the live array. */
    public double[] basalSynapticPicoA() {
        return arrays[0];
    }

    /** I_a (pA) of apical synapses; the live array. */
    public double[] apicalSynapticPicoA() {
        return arrays[1];
    }

    /** Constant current (pA) into the basal dendrites; the live array. */
    public double[] basalConstantPicoA() {
        return basalConstant;
    }

    /** Constant current (pA) into the apical dendrites; the live array. */
    public double[] apicalConstantPicoA() {
        return apicalConstant;
    }

    /** Sets every current to zero. */
    void clear() {
        for (double[] array : arrays) {
            Arrays.fill(array, 0);
        }
    }

    double[][] arrays() {
        return arrays;
    }
}

package org.apical.neuron.population;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;

/**
 * Currents (pA) into the dendrites of a layer of units, [unit][lane]: synaptic ones, which jump at spikes and decay, and constant ones (bias, an
 * ideal controller), which hold over a step.
 */
public final class InputCurrents {
    private final double[][] arrays;

    /** The inputs of a unit's neurons, in the order of the arrays. */
    static List<Input> inputs(double synapseTauMs) {
        return List.of(
                new CurrentSynapse("I_b", PyramidalCell.BASAL, synapseTauMs),
                new CurrentSynapse("I_a", PyramidalCell.APICAL, synapseTauMs),
                new InjectedCurrent("constant I_b", PyramidalCell.BASAL),
                new InjectedCurrent("constant I_a", PyramidalCell.APICAL));
    }

    /** On the arrays of {@link #inputs}. */
    InputCurrents(double[][] arrays) {
        this.arrays = arrays;
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
        return arrays[2];
    }

    /** Constant current (pA) into the apical dendrites; the live array. */
    public double[] apicalConstantPicoA() {
        return arrays[3];
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

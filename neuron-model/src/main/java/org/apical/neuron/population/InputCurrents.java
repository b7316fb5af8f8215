package org.apical.neuron.population;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.population.DendriteSynapses.Synaptic;

/**
 * What reaches the dendrites of a layer of units, as currents (pA; of conductances at the working point of their dendrite), [unit][lane]: synaptic input,
 * which jumps at spikes and decays, and constant input (bias, an ideal controller), which holds over a step. Conductances take it in two signs, [sign][unit][lane].
 * Arrays of what a layer does not have are empty.
 */
public final class InputCurrents {
    private static final double[] ABSENT = {};

    private final double[][] arrays;
    private final Arrival basal;
    private final Arrival apical;
    private final Arrival injected;
    private final double[] basalConstant;
    private final double[] signedControl;

    /** On the arrays of {@link LayerInputs#inputs}. */
    InputCurrents(LayerSpec layer, double[][] arrays) {
        LayerInputs inputs = layer.inputs();
        this.arrays = arrays;
        int size = layer.size();
        List<Synaptic> onBasal = inputs.basal(layer.reduction());
        List<Synaptic> onApical = inputs.apical(layer.reduction());
        List<Synaptic> held = inputs.injected(layer.reduction());
        int bias = onBasal.size() + onApical.size();
        basal = Arrival.of(onBasal, arrays, 0, size);
        apical = Arrival.of(onApical, arrays, onBasal.size(), size);
        basalConstant = inputs.biased() ? arrays[bias] : ABSENT;
        injected = Arrival.held(held, arrays, arrays.length - held.size(), size);
        boolean split = held.size() > 0 && inputs.synapses().apical().signs() > 1;
        signedControl = split ? new double[size] : injected.arriving();
    }

    /** What basal synapses receive (pA); the live array. */
    public double[] basalSynapticPicoA() {
        return basal.arriving();
    }

    /** What apical synapses receive (pA); the live array. */
    public double[] apicalSynapticPicoA() {
        return apical.arriving();
    }

    /** Constant current (pA) into the basal dendrites; the live array. */
    public double[] basalConstantPicoA() {
        return basalConstant;
    }

    /** Constant input of the apical dendrites (pA, signed); the live array. */
    public double[] apicalConstantPicoA() {
        return signedControl;
    }

    /** Adds what the apical synapses receive as one signed number a unit (pA): what is positive excites, what is negative inhibits. */
    public void addApicalSigned(double[] picoA) {
        apical.addSigned(picoA);
    }

    /** Before a step: conductances take what has arrived. */
    void take() {
        basal.take();
        apical.take();
        if (signedControl != injected.arriving()) {
            injected.addSigned(signedControl);
            injected.take();
        }
    }

    /** Sets every input to zero. */
    void clear() {
        for (double[] array : arrays) {
            Arrays.fill(array, 0);
        }
        basal.clear();
        apical.clear();
        Arrays.fill(signedControl, 0);
    }

    Arrival basal() {
        return basal;
    }

    Arrival apical() {
        return apical;
    }

    /** The variables of the neurons' inputs (pA, nS), in their order, [unit][lane]; the live arrays. */
    public double[][] variables() {
        return arrays;
    }
}

package org.apical.neuron.model;

import java.util.Arrays;
import org.apical.neuron.compartment.CompartmentState;

/** What changes in time: potentials, inputs, adaptation, refractoriness. */
final class NeuronState {
    final NeuronModel model;
    final CompartmentState compartments;
    /** Currents (pA) or conductances (nS), one array an input, [unit][lane]. */
    final double[][] inputs;
    /** w (pA) of adaptive exponential somata, [neuron][lane]; else empty. */
    final double[] adaptationPicoA;
    /** First part-step in which the neuron is free again, [neuron][lane]; empty where a spike holds nothing back. */
    final double[] busyUntil;

    private final double[][] potentials;

    NeuronState(NeuronModel model, CompartmentState compartments, Layout layout, boolean adapts, boolean refractory) {
        this.model = model;
        this.compartments = compartments;
        this.inputs = new double[model.inputs().size()][layout.inputElements()];
        this.adaptationPicoA = new double[adapts ? layout.elements() : 0];
        this.busyUntil = new double[refractory ? layout.elements() : 0];
        this.potentials = new double[model.cell().compartments()][];
        for (int c = 0; c < potentials.length; c++) {
            potentials[c] = compartments.potentialMv(c);
        }
    }

    /** The potentials of the compartments (mV). */
    double[][] potentials() {
        return potentials;
    }

    /** Rest, no input, no adaptation; refractoriness is the population's to forget. */
    void reset() {
        compartments.rest(model.cell().restMv());
        for (double[] input : inputs) {
            Arrays.fill(input, 0);
        }
        Arrays.fill(adaptationPicoA, 0);
    }
}

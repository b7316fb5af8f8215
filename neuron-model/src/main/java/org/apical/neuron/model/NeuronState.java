package org.apical.neuron.model;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.soma.SomaticCurrent;

/** What changes in time: potentials, inputs, the variables of the soma, refractoriness. */
final class NeuronState {
    final NeuronModel model;
    final CompartmentState compartments;
    /** Currents (pA) or conductances (nS), one array an input, [unit][lane]. */
    final double[][] inputs;
    /** The current of the soma beside its leak; null without one. */
    final SomaticCurrent current;
    /** The variables of that current, one array each, [neuron][lane]. */
    final double[][] own;
    /** First part-step in which the neuron is free again, [neuron][lane]; empty where a spike holds nothing back. */
    final double[] busyUntil;

    private final double[][] potentials;

    NeuronState(NeuronModel model, CompartmentState compartments, Layout layout, boolean refractory) {
        this.model = model;
        this.compartments = compartments;
        this.inputs = new double[model.inputs().size()][layout.inputElements()];
        this.current = model.output().current().orElse(null);
        this.own = new double[current == null ? 0 : current.variables().size()][layout.elements()];
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

    /** Everything that a scheme advances jointly: the potentials of the compartments, and the variables of the soma. */
    double[][] advanced() {
        return Stream.of(potentials, own).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    /** Rest, no input, the variables of the soma at zero; refractoriness is the population's to forget. */
    void reset() {
        compartments.rest(model.cell().restMv());
        for (double[] input : inputs) {
            Arrays.fill(input, 0);
        }
        for (double[] variable : own) {
            Arrays.fill(variable, 0);
        }
    }
}

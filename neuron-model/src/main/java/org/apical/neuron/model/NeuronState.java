package org.apical.neuron.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
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

    /** Inputs that the neurons' own spikes change. */
    private final int[] ownSpikes;

    private final double[][] potentials;
    private final int lanes;

    NeuronState(NeuronModel model, CompartmentState compartments, Layout layout, boolean refractory) {
        this.model = model;
        this.ownSpikes = IntStream.range(0, model.inputs().size())
                .filter(k -> model.inputs().get(k).ownSpikes())
                .toArray();
        Require.that(
                ownSpikes.length == 0 || layout.neuronsPerUnit() == 1,
                "Layout.neuronsPerUnit",
                "must be 1 where a neuron's own spikes change an input of it",
                layout.neuronsPerUnit());
        this.lanes = layout.lanes();
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

    /**
     * Throws if V_s of one of the n elements from {@code from} on is no finite number, which that of a dendrite brings about in the same step unless the
     * soma is held; {@code step} says when.
     */
    void requireFinite(Kernels kernels, int from, int n, double step) {
        int at = kernels.firstNotFinite(potentials[0], from, n);
        if (at >= 0) {
            throw new ArithmeticException("V_soma of neuron " + at / lanes + (lanes > 1 ? " in lane " + at % lanes : "")
                    + " is " + potentials[0][at] + " mV after step " + (long) step);
        }
    }

    /** Lets spikes, from a position of the list on, change the inputs of the neurons that have fired them. */
    void takeOwnSpikes(SpikeList spikes, int from) {
        for (int k : ownSpikes) {
            for (int spike = from; spike < spikes.size(); spike++) {
                int at = spikes.element(spike);
                inputs[k][at] = model.inputs().get(k).afterOwnSpike(inputs[k][at]);
            }
        }
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

package org.apical.benchmarks;

import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.Kernels;

/**
 * The rule written out: every weight in every step, w_ij := w_ij + eta (S_i - phi(v*_i)) x_j, v* low-passed with the time constant of the soma. What the engine's form
 * is held to; one lane.
 */
final class PlainLearning {
    private final SynapseView view;
    private final Kernels kernels;
    private final double keep;
    private final double eta;
    private final double[] bySource;
    private final double[] predicted;
    private final double[] expected;
    private boolean started;

    /** @param bySource (sources x units), modified */
    PlainLearning(SynapseView view, Kernels kernels, double dtOverTau, double eta, double[] bySource) {
        this.view = view;
        this.kernels = kernels;
        this.keep = Math.exp(-dtOverTau);
        this.eta = eta;
        this.bySource = bySource;
        this.predicted = new double[view.post().units()];
        this.expected = new double[predicted.length];
    }

    void step() {
        Postsynaptic post = view.post();
        NeuronConstants neuron = post.constants();
        for (int i = 0; i < predicted.length; i++) {
            double v = (post.basal()[i] - neuron.basalOrigin()) / neuron.basalScale();
            predicted[i] = started ? keep * predicted[i] + (1 - keep) * v : v;
        }
        started = true;
        neuron.transfer().apply(kernels, predicted, expected, expected.length);
        double[] spikes = post.output();
        double[] trace = view.pre().trace();
        for (int j = 0; j < trace.length; j++) {
            double x = eta * trace[j];
            int row = j * expected.length;
            for (int i = 0; i < expected.length; i++) {
                bySource[row + i] += x * (spikes[i] - expected[i]);
            }
        }
    }
}

package org.apical.plasticity.reference;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Angles of weight updates to non-local references on a fixed batch. Neither needs a controller.
 *
 * @param network a chain
 * @param inputs r_0, [sample][input]; not modified
 * @param nudge r_L* of all samples at once
 */
public record ReferenceProbe(NetworkDescription network, double[][] inputs, OutputTarget nudge) {
    public ReferenceProbe {
        Require.table("ReferenceProbe.inputs", "sample", inputs);
    }

    /** The angle of an update to that of a reference, the mean over samples (degrees). */
    public double angleDegrees(NonLocal reference, NetworkWeights weights, WeightUpdate update) {
        return update.angleDegrees(update(reference, weights));
    }

    /** The update of a reference, the mean over samples. */
    public WeightUpdate update(NonLocal reference, NetworkWeights weights) {
        double[][] shift = shifts(weights);
        WeightUpdate wanted = new WeightUpdate(network);
        for (int k = 0; k < inputs.length; k++) {
            reference.addTo(wanted, linearised(weights, inputs[k]), shift[k], 1.0 / inputs.length);
        }
        return wanted;
    }

    /** r_L* - r_L^- of each sample. */
    double[][] shifts(NetworkWeights weights) {
        int lanes = inputs.length;
        int outputs = network.outputs();
        double[] free = new double[outputs * lanes];
        for (int k = 0; k < lanes; k++) {
            double[] output =
                    SampleState.feedforward(network, weights, inputs[k]).output();
            for (int o = 0; o < outputs; o++) {
                free[o * lanes + k] = output[o];
            }
        }
        double[] target = new double[free.length];
        nudge.fill(free, target, outputs, lanes);
        double[][] shift = new double[lanes][outputs];
        for (int k = 0; k < lanes; k++) {
            for (int o = 0; o < outputs; o++) {
                shift[k][o] = target[o * lanes + k] - free[o * lanes + k];
            }
        }
        return shift;
    }

    /** The network about its state without feedback. */
    LinearisedNetwork linearised(NetworkWeights weights, double[] input) {
        return new LinearisedNetwork(network, weights, SampleState.feedforward(network, weights, input));
    }
}

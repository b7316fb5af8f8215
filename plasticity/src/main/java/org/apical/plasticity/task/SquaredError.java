package org.apical.plasticity.task;

import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;

/** The loss sum_o (r_o - y_o)^2 of a regression, and what follows from it. */
public final class SquaredError {
    private SquaredError() {}

    /** The strong target: y itself, whatever the network does (a nudge with 2 lambda = 1). */
    public static Targets strong() {
        return samples -> (free, target, outputs, lanes) -> {
            double[][] y = samples.wanted();
            Require.that(
                    y.length >= lanes && y[0].length == outputs,
                    "Samples.wanted",
                    "must be as many numbers as outputs, " + outputs,
                    y.length == 0 ? "none" : y[0].length);
            for (int o = 0; o < outputs; o++) {
                for (int lane = 0; lane < lanes; lane++) {
                    target[o * lanes + lane] = y[lane][o];
                }
            }
        };
    }

    /** The nudged target with step size lambda. */
    public static Targets nudge(double stepsize) {
        return samples -> new SquaredErrorNudge(stepsize, samples.wanted());
    }

    /** Minus the gradient of lambda times the loss at an output, 2 lambda (y - r): what {@link #nudge} moves it by. */
    public static Descent descent(double stepsize) {
        return (samples, k, output) -> {
            double[] down = new double[output.length];
            for (int o = 0; o < down.length; o++) {
                down[o] = 2 * stepsize * (samples.wanted()[k][o] - output[o]);
            }
            return down;
        };
    }

    /** Mean over samples of the loss of a network without feedback. */
    public static double loss(NetworkDescription network, NetworkWeights weights, Samples samples) {
        double[][] outputs = new double[samples.size()][];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = SampleState.feedforward(network, weights, samples.rates()[k])
                    .output();
        }
        return loss(outputs, samples);
    }

    /** Mean over samples of the loss of outputs [sample][output]. */
    public static double loss(double[][] outputs, SampleSet samples) {
        double[][] wanted = samples.wanted();
        double sum = 0;
        for (int k = 0; k < outputs.length; k++) {
            for (int o = 0; o < outputs[k].length; o++) {
                double e = outputs[k][o] - wanted[k][o];
                sum += e * e;
            }
        }
        return sum / outputs.length;
    }
}

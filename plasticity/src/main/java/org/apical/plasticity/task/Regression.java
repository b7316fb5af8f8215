package org.apical.plasticity.task;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.apical.network.control.OutputTarget;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.reference.ReferenceSignal.Descent;
import org.apical.plasticity.training.Samples;

/**
 * Inputs and the outputs wanted for them.
 *
 * @param inputs r_0, [sample][input], finite; not to be written
 * @param wanted y, [sample][output], finite; not to be written
 */
public record Regression(double[][] inputs, double[][] wanted) {
    public Regression {
        Require.that(
                inputs.length == wanted.length,
                "Regression.wanted",
                "must be as many as inputs, " + inputs.length,
                wanted.length);
        Require.table("Regression.inputs", "sample", inputs);
        Require.table("Regression.wanted", "sample", wanted);
    }

    /** The samples, each labelled by its own number, by which {@link #nudge} finds y. */
    public Samples samples() {
        return new Samples(inputs, IntStream.range(0, inputs.length).toArray());
    }

    /** The strong target of the samples of those numbers: y itself, whatever the network does (a nudge with 2 lambda = 1). */
    public Function<int[], OutputTarget> strong() {
        return numbers -> (free, target, outputs, lanes) -> {
            Require.that(
                    wanted[numbers[0]].length == outputs,
                    "Regression.wanted",
                    "must be as many numbers as outputs, " + outputs,
                    wanted[numbers[0]].length);
            for (int o = 0; o < outputs; o++) {
                for (int lane = 0; lane < lanes; lane++) {
                    target[o * lanes + lane] = wanted[numbers[lane]][o];
                }
            }
        };
    }

    /** The nudged target of the samples of those numbers, with step size lambda. */
    public Function<int[], OutputTarget> nudge(double stepsize) {
        return numbers -> {
            double[][] y = new double[numbers.length][];
            for (int k = 0; k < y.length; k++) {
                y[k] = wanted[numbers[k]];
            }
            return new SquaredErrorNudge(stepsize, y);
        };
    }

    /** Minus the gradient of lambda sum_o (r_o - y_o)^2 at an output, 2 lambda (y - r): what {@link #nudge} moves it by. */
    public Descent descent(double stepsize) {
        return (number, output) -> {
            double[] down = new double[output.length];
            for (int o = 0; o < down.length; o++) {
                down[o] = 2 * stepsize * (wanted[number][o] - output[o]);
            }
            return down;
        };
    }

    /** {@link #loss(double[][])} of a network without feedback. */
    public double loss(NetworkDescription network, NetworkWeights weights) {
        double[][] outputs = new double[inputs.length][];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = SampleState.feedforward(network, weights, inputs[k]).output();
        }
        return loss(outputs);
    }

    /** Mean over samples of sum_o (r_o - y_o)^2, for outputs [sample][output]. */
    public double loss(double[][] outputs) {
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

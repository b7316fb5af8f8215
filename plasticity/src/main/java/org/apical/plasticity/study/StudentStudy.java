package org.apical.plasticity.study;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Forward learning of a regression from any {@link ForwardSignal}, so that signals are compared on the same batches: W := W + (eta / lambda) d, the norm of d / lambda
 * clipped layer by layer (physics.md 8). Every epoch begins with what the feedback may do, which is nothing where it is fixed.
 */
public final class StudentStudy {
    private final NetworkDescription network;
    private final Settings settings;
    private final RandomStreams streams;

    /**
     * Settings of forward learning, dimensionless.
     *
     * @param learningRate eta
     * @param stepsize lambda of the signal
     * @param clip largest norm of d / lambda of a layer
     * @param batch samples of a batch; what is left over in an epoch is not shown
     */
    public record Settings(double learningRate, double stepsize, double clip, int batch, int epochs) {
        public Settings {
            Require.positive("Settings.learningRate", learningRate, "(dimensionless)");
            Require.positive("Settings.stepsize", stepsize, "(dimensionless)");
            Require.positive("Settings.clip", clip, "(dimensionless)");
            Require.atLeast("Settings.batch", batch, 1);
            Require.atLeast("Settings.epochs", epochs, 0);
        }
    }

    public StudentStudy(NetworkDescription network, Settings settings, RandomStreams streams) {
        this.network = network;
        this.settings = settings;
        this.streams = streams;
    }

    /**
     * Trains.
     *
     * @param weights modified
     * @param feedback called with the weights and the number of each epoch before it: where feedback weights learn
     * @return loss of the test samples before the first and after each epoch
     */
    public double[] run(
            NetworkWeights weights,
            ForwardSignal signal,
            ObjIntConsumer<NetworkWeights> feedback,
            Regression training,
            Regression test) {
        MomentumSgd descent = new MomentumSgd(network, new LearningRate.Constant(settings.learningRate()), 0);
        double[] loss = new double[settings.epochs() + 1];
        loss[0] = loss(weights, test);
        Samples samples = training.samples();
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            feedback.accept(weights, epoch);
            int[] order = Training.order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
            int batch = settings.batch();
            for (int first = 0; first + batch <= order.length; first += batch) {
                Samples chosen = samples.select(Arrays.copyOfRange(order, first, first + batch));
                long trial = (long) epoch * order.length + first;
                descent.step(weights, clipped(signal.direction(weights, chosen, trial)));
            }
            loss[epoch + 1] = loss(weights, test);
        }
        return loss;
    }

    private WeightUpdate clipped(WeightUpdate direction) {
        for (int l = 0; l < direction.layers(); l++) {
            double square = square(direction.forward(l)) + square(direction.bias(l));
            double norm = Math.sqrt(square) / settings.stepsize();
            double factor = Math.min(1, settings.clip() / norm) / settings.stepsize();
            scale(factor, direction.forward(l));
            scale(factor, direction.bias(l));
        }
        return direction;
    }

    private static double square(double[] x) {
        double sum = 0;
        for (double a : x) {
            sum += a * a;
        }
        return sum;
    }

    private static void scale(double factor, double[] x) {
        for (int k = 0; k < x.length; k++) {
            x[k] *= factor;
        }
    }

    /** Mean over samples of sum_o (r_o - y_o)^2 of the network without feedback. */
    public double loss(NetworkWeights weights, Regression task) {
        double[][] outputs = new double[task.inputs().length][];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] =
                    SampleState.feedforward(network, weights, task.inputs()[k]).output();
        }
        return task.loss(outputs);
    }
}

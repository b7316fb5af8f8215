package org.apical.plasticity.study;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;

/**
 * Forward learning of a regression from any {@link ForwardSignal}, so that signals are compared on the same batches. Every epoch begins with what the feedback may
 * do, which is nothing where it is fixed.
 */
public final class StudentStudy {
    private final NetworkDescription network;
    private final Settings settings;
    private final RandomStreams streams;

    /**
     * Settings of forward learning.
     *
     * @param batch samples of a batch; what is left over in an epoch is not shown
     */
    public record Settings(int batch, int epochs) {
        public Settings {
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
     * Plain descent along d / lambda, whose norm is clipped layer by layer (physics.md 8): W := W + eta (d/lambda) min(1, c / ||d/lambda||), as a rate eta/lambda and
     * a bound c lambda on d itself.
     *
     * @param learningRate eta, dimensionless
     * @param stepsize lambda, what the signal is a multiple of, dimensionless
     * @param clip c, largest norm of d / lambda of a layer, dimensionless
     */
    public static Optimiser descent(NetworkDescription network, double learningRate, double stepsize, double clip) {
        LearningRate rate = new LearningRate.Constant(learningRate / stepsize);
        return new Clipped(new MomentumSgd(network, rate, 0), network, clip * stepsize);
    }

    /**
     * Trains.
     *
     * @param weights modified
     * @param feedback called with the weights and the number of each epoch before it: where feedback weights learn
     * @param watch called with the weights before the first epoch (0) and after each; not to modify them
     */
    public void run(
            NetworkWeights weights,
            ForwardSignal signal,
            Optimiser optimiser,
            Samples samples,
            ObjIntConsumer<NetworkWeights> feedback,
            ObjIntConsumer<NetworkWeights> watch) {
        watch.accept(weights, 0);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            feedback.accept(weights, epoch);
            int[] order = Training.order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
            int batch = settings.batch();
            for (int first = 0; first + batch <= order.length; first += batch) {
                Samples chosen = samples.select(Arrays.copyOfRange(order, first, first + batch));
                long trial = (long) epoch * order.length + first;
                optimiser.step(weights, signal.direction(weights, chosen, trial));
            }
            watch.accept(weights, epoch + 1);
        }
    }

    /** Mean over samples of sum_o (r_o - y_o)^2 of the network without feedback. */
    public static double loss(NetworkDescription network, NetworkWeights weights, Regression task) {
        double[][] outputs = new double[task.inputs().length][];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] =
                    SampleState.feedforward(network, weights, task.inputs()[k]).output();
        }
        return task.loss(outputs);
    }
}

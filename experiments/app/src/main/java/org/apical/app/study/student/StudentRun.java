package org.apical.app.study.student;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Training;

/**
 * Forward learning of a regression from any {@link ForwardSignal}, so that signals are compared on the same batches. Every epoch begins with what the feedback may
 * do, which is nothing where it is fixed.
 */
final class StudentRun {
    private final int batch;
    private final int epochs;
    private final RandomStreams streams;

    /** @param batch samples of a batch; what is left over in an epoch is not shown */
    StudentRun(int batch, int epochs, RandomStreams streams) {
        this.batch = batch;
        this.epochs = epochs;
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
    static Optimiser descent(NetworkDescription network, double learningRate, double stepsize, double clip) {
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
    void run(
            NetworkWeights weights,
            ForwardSignal signal,
            Optimiser optimiser,
            Samples samples,
            ObjIntConsumer<NetworkWeights> feedback,
            ObjIntConsumer<NetworkWeights> watch) {
        watch.accept(weights, 0);
        for (int epoch = 0; epoch < epochs; epoch++) {
            feedback.accept(weights, epoch);
            int[] order = Training.order(samples.size(), streams.stream(Purpose.SAMPLE_ORDER, epoch));
            for (int first = 0; first + batch <= order.length; first += batch) {
                Samples chosen = samples.select(Arrays.copyOfRange(order, first, first + batch));
                long trial = (long) epoch * order.length + first;
                optimiser.step(weights, signal.direction(weights, chosen, trial));
            }
            watch.accept(weights, epoch + 1);
        }
    }
}

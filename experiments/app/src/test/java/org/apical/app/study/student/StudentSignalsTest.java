package org.apical.app.study.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.SteadyStateSignal;
import org.apical.plasticity.reference.SteadyStateSignal.Kind;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.BatchStep;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.training.Training;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.junit.jupiter.api.Test;

class StudentSignalsTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final LaneBlocks THREAD = new LaneBlocks(1);
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final double ALPHA = 1.5e-3;
    private static final double LAMBDA = 0.05;

    private final NetworkDescription network = new NetworkDescription(List.of(6, 8, 3), new Tanh(), new Linear());
    private final StudentTeacher teacher = new StudentTeacher(6, List.of(20), 3, 1);
    private final Samples training = teacher.samples(0, 256, STREAMS, PRODUCT);
    private final Samples test = teacher.samples(256, 64, STREAMS, PRODUCT);
    private final NetworkWeights weights = NetworkWeights.draw(network, STREAMS);

    private ForwardSignal gradient() {
        return new GradientSignal(network, SquaredError.descent(LAMBDA), PRODUCT);
    }

    private ForwardSignal signal(int batch, Targets target, Error read) {
        return steady(batch, target, Kind.NEWTON, read);
    }

    private ForwardSignal steady(int batch, Kind kind) {
        return steady(batch, SquaredError.nudge(LAMBDA), kind, Error.RATE);
    }

    private ForwardSignal steady(int batch, Targets target, Kind kind, Error read) {
        return new SteadyStateSignal(
                network,
                new SteadyStateSignal.Reading(ALPHA, target, kind, read),
                PRODUCT,
                batch,
                THREAD,
                unsettled -> assertThat(unsettled).isZero());
    }

    private void learn(NetworkWeights from, ForwardSignal signal, Optimiser optimiser, int batch, int epochs) {
        BatchStep step = BatchStep.of(
                (w, samples, trial) -> optimiser.step(w, signal.direction(w, samples, trial)), optimiser::state);
        new Training(step, training, batch, STREAMS).epochs(from, 0, epochs, Training.Observer.NONE);
    }

    private Optimiser descent(double clip) {
        return StudentTrial.descent(network, 0.05, LAMBDA, clip);
    }

    @Test
    void everySignalLowersTheLoss() {
        double gradient = lossRatio(gradient());
        assertThat(gradient).isLessThan(0.7);
        assertThat(lossRatio(steady(64, Kind.ANALYTIC))).isLessThan(0.7);
        assertThat(lossRatio(steady(64, Kind.NEWTON))).isLessThan(0.7);
        assertThat(lossRatio(signal(64, SquaredError.strong(), Error.RATE))).isLessThan(0.7);
        assertThat(lossRatio(signal(64, SquaredError.strong(), Error.CONTROL))).isLessThan(0.7);
    }

    private double lossRatio(ForwardSignal signal) {
        NetworkWeights learned = weights.copy();
        learn(learned, signal, descent(1), 64, 10);
        return SquaredError.loss(network, learned, test) / SquaredError.loss(network, weights, test);
    }

    /** Far above the clip, each layer moves by eta x clip. */
    @Test
    void stepsAreClippedLayerByLayer() {
        NetworkWeights moved = weights.copy();
        learn(moved, gradient(), descent(1e-3), 256, 1);
        for (int l = 0; l < 2; l++) {
            double square = 0;
            for (int k = 0; k < moved.forward(l).length; k++) {
                square += Math.pow(moved.forward(l)[k] - weights.forward(l)[k], 2);
            }
            for (double b : moved.bias(l)) {
                square += b * b;
            }
            assertThat(Math.sqrt(square)).isCloseTo(0.05 * 1e-3, within(1e-12));
        }
    }
}

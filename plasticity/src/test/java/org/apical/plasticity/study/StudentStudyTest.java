package org.apical.plasticity.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.AnalyticBatch;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.study.ForwardSignal.Steady.Kind;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class StudentStudyTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final double ALPHA = 1.5e-3;
    private static final double LAMBDA = 0.05;

    private final NetworkDescription network = new NetworkDescription(List.of(6, 8, 3), new Tanh(), new Linear());
    private final StudentTeacher teacher = new StudentTeacher(6, List.of(20), 3, 1);
    private final Regression training = teacher.samples(0, 256, STREAMS, PRODUCT);
    private final Regression test = teacher.samples(256, 64, STREAMS, PRODUCT);
    private final NetworkWeights weights = NetworkWeights.draw(network, STREAMS);

    private ForwardSignal gradient(int batch) {
        return new ForwardSignal.Gradient(new AnalyticBatch(network, batch, ALPHA, PRODUCT), training, LAMBDA);
    }

    private ForwardSignal steady(int batch, Kind kind) {
        return new ForwardSignal.Steady(
                new AnalyticBatch(network, batch, ALPHA, PRODUCT), training.nudge(LAMBDA), kind, Error.RATE);
    }

    private StudentStudy study(double clip, int batch, int epochs) {
        return new StudentStudy(network, new StudentStudy.Settings(0.05, LAMBDA, clip, batch, epochs), STREAMS);
    }

    /** One step of eta along d / lambda is a step of gradient descent: against central differences, h^2 and rounding 1e-16 / h. */
    @Test
    void theGradientSignalDescendsTheLossItself() {
        WeightUpdate d = gradient(256).direction(weights, training.samples(), 0);
        StudentStudy study = study(1, 256, 0);
        double h = 1e-5;
        for (int k = 0; k < 48; k += 7) {
            NetworkWeights up = weights.copy();
            up.forward(0)[k] += h;
            NetworkWeights down = weights.copy();
            down.forward(0)[k] -= h;
            double slope = (study.loss(up, training) - study.loss(down, training)) / (2 * h);
            assertThat(d.forward(0)[k] / LAMBDA).isCloseTo(-slope, within(1e-7));
        }
    }

    @Test
    void everySignalLowersTheLoss() {
        double gradient = lossRatio(gradient(64));
        assertThat(gradient).isLessThan(0.7);
        assertThat(lossRatio(steady(64, Kind.ANALYTIC))).isLessThan(0.7);
        assertThat(lossRatio(steady(64, Kind.NEWTON))).isLessThan(0.7);
    }

    private double lossRatio(ForwardSignal signal) {
        double[] loss = study(1, 64, 10).run(weights.copy(), signal, (w, epoch) -> {}, training, test);
        assertThat(loss).hasSize(11);
        return loss[10] / loss[0];
    }

    /** 20 tau_u: the mean over the presentation carries the rise of u, of a time 1 / (1 + k_p) or so. */
    @Test
    void theTimeAverageApproachesTheSteadyState() {
        Timing timing = new Timing(0, 0, 2000, 0.01, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        ControllerParams law = new ControllerParams(ALPHA, 1.5, Leak.ON_CONTROL);
        try (LaneBlocks threads = new LaneBlocks(1)) {
            Learner learner = new Learner(
                    RateFormulation.of(network, timing, law, 0.2, PRODUCT),
                    new DendriticPrediction(
                            DendriticPrediction.Teacher.SOMATIC_VOLTAGE, new Prediction.Instantaneous(), PRODUCT),
                    training.nudge(LAMBDA),
                    16,
                    threads,
                    STREAMS);
            int[] few = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
            WeightUpdate average = new ForwardSignal.TimeAverage(learner)
                    .direction(weights, training.samples().select(few), 0);
            WeightUpdate steady = steady(16, Kind.NEWTON)
                    .direction(weights, training.samples().select(few), 0);
            assertThat(average.cosine(steady)).isGreaterThan(0.99);
        }
    }

    /** Far above the clip, each layer moves by eta x clip. */
    @Test
    void stepsAreClippedLayerByLayer() {
        NetworkWeights moved = weights.copy();
        study(1e-3, 256, 1).run(moved, gradient(256), (w, epoch) -> {}, training, test);
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

    @Test
    void feedbackMayLearnBeforeEachEpoch() {
        int[] calls = new int[1];
        study(1, 64, 3).run(weights, gradient(64), (w, epoch) -> calls[0] += epoch + 1, training, test);
        assertThat(calls[0]).isEqualTo(6);
    }
}

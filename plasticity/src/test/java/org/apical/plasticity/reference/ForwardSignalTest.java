package org.apical.plasticity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.OptimalControl;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.reference.SteadyStateSignal.Kind;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.Prediction;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class ForwardSignalTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final LaneBlocks THREAD = new LaneBlocks(1);
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final double ALPHA = 1.5e-3;
    private static final double LAMBDA = 0.05;

    private final NetworkDescription network = new NetworkDescription(List.of(6, 8, 3), new Tanh(), new Linear());
    private final StudentTeacher teacher = new StudentTeacher(6, List.of(20), 3, 1);
    private final Samples training = teacher.samples(0, 256, STREAMS, PRODUCT);
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

    /** One step of eta along d / lambda is a step of gradient descent: against central differences, h^2 and rounding 1e-16 / h. */
    @Test
    void theGradientSignalDescendsTheLossItself() {
        WeightUpdate d = gradient().direction(weights, training, 0);
        double h = 1e-5;
        for (int k = 0; k < 48; k += 7) {
            NetworkWeights up = weights.copy();
            up.forward(0)[k] += h;
            NetworkWeights down = weights.copy();
            down.forward(0)[k] -= h;
            double slope =
                    (SquaredError.loss(network, up, training) - SquaredError.loss(network, down, training)) / (2 * h);
            assertThat(d.forward(0)[k] / LAMBDA).isCloseTo(-slope, within(1e-7));
        }
    }

    /** Of a steady state that is computed as of any other. */
    @Test
    void synapsesThatDoNotExistDoNotChange() {
        double[] exists = new double[48];
        Arrays.setAll(exists, k -> k % 2);
        NetworkWeights sparse = NetworkWeights.masked(network, new double[][] {exists, null});
        Arrays.setAll(sparse.forward(0), k -> exists[k] * weights.forward(0)[k]);
        System.arraycopy(weights.forward(1), 0, sparse.forward(1), 0, weights.forward(1).length);
        sparse.setFeedbackToWeightProduct(network);
        for (Kind kind : Kind.values()) {
            double[] change = steady(256, kind).direction(sparse, training, 0).forward(0);
            for (int k = 0; k < 48; k++) {
                assertThat(change[k] == 0).isEqualTo(exists[k] == 0);
            }
        }
    }

    /** The nudge r^- + 2 lambda (y - r^-) is the strong target for lambda = 1/2. */
    @Test
    void aStrongTargetIsANudgeAllTheWay() {
        WeightUpdate strong = signal(256, SquaredError.strong(), Error.RATE).direction(weights, training, 0);
        WeightUpdate nudged = signal(256, SquaredError.nudge(0.5), Error.RATE).direction(weights, training, 0);
        for (int l = 0; l < 2; l++) {
            assertThat(strong.forward(l)).containsExactly(nudged.forward(l), within(1e-8));
        }
    }

    /** psi r^T of the optimal control of every sample descends the mean cost H: against central differences, h^2 and what the tolerance leaves. */
    @Test
    void leastControlDescendsItsCost() {
        int[] few = {0, 1, 2, 3, 4, 5, 6, 7};
        double alpha = 0.5;
        WeightUpdate d = new LeastControlSignal(network, SquaredError.strong(), alpha)
                .direction(weights, training.select(few), 0);
        double h = 1e-4;
        for (int k = 0; k < 48; k += 7) {
            NetworkWeights up = weights.copy();
            up.forward(0)[k] += h;
            NetworkWeights down = weights.copy();
            down.forward(0)[k] -= h;
            double slope = 0;
            for (int n : few) {
                slope += (cost(up, n, alpha) - cost(down, n, alpha)) / (2 * h) / few.length;
            }
            assertThat(d.forward(0)[k]).isCloseTo(-slope, within(1e-6));
        }
    }

    private double cost(NetworkWeights w, int n, double alpha) {
        return OptimalControl.of(network, w, training.rates()[n], training.wanted()[n], alpha, 1e-9)
                .cost();
    }

    /** With Q = J^T of a single sample's own controlled equilibrium, the leaky integrator finds the optimal control and the rule the optimal update. */
    @Test
    void theLeakyIntegratorIsOptimalWhereItsFeedbackSpansTheRowSpace() {
        OptimalControl optimal =
                OptimalControl.of(network, weights, training.rates()[5], training.wanted()[5], ALPHA, 1e-10);
        LinearisedNetwork linear = new LinearisedNetwork(network, weights, optimal.state());
        NetworkWeights aligned = weights.copy();
        for (int l = 0; l < 2; l++) {
            for (int i = 0; i < network.units(l); i++) {
                for (int o = 0; o < 3; o++) {
                    aligned.feedback(l)[i * 3 + o] = linear.jacobian().get(o, linear.offset(l) + i);
                }
            }
        }
        Samples one = training.select(new int[] {5});
        WeightUpdate leaky = signal(1, SquaredError.strong(), Error.CONTROL).direction(aligned, one, 0);
        WeightUpdate exact = new LeastControlSignal(network, SquaredError.strong(), ALPHA).direction(weights, one, 0);
        for (int l = 0; l < 2; l++) {
            assertThat(leaky.forward(l)).containsExactly(exact.forward(l), within(1e-5));
        }
        assertThat(new LinearisedNetwork(network, aligned, optimal.state()).conditionTwo())
                .isCloseTo(1, within(1e-9));
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
                    SquaredError.nudge(LAMBDA),
                    16,
                    threads,
                    STREAMS);
            int[] few = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
            WeightUpdate average = learner.direction(weights, training.select(few), 0);
            WeightUpdate steady = steady(16, Kind.NEWTON).direction(weights, training.select(few), 0);
            assertThat(average.cosine(steady)).isGreaterThan(0.99);
        }
    }
}

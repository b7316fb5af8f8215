package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.Adam;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.BurstCcn.Bursting;
import org.apical.plasticity.theory.BurstCcnParams.Bursts;
import org.apical.plasticity.theory.BurstCcnParams.Events;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bursts beside their resting probability carry the error down. */
class BurstCcnTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Samples SAMPLES =
            new StudentTeacher(5, List.of(20), 3, 1).samples(0, 70, new RandomStreams(3), PRODUCT);

    private static Targets nudge(double lambda) {
        return samples -> new SquaredErrorNudge(lambda, samples.wanted());
    }

    private static double offset(NetworkDescription network) {
        return network.transfer(0) instanceof Tanh ? 1 : 0;
    }

    private static BurstCcnParams params(NetworkDescription network, double p, Bursts bursts, Events events) {
        return new BurstCcnParams(p, offset(network), bursts, events);
    }

    private static NetworkWeights weights(NetworkDescription network, BurstCcnParams params) {
        NetworkWeights weights = NetworkWeights.drawForward(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(weights.bias(l), 0.1);
        }
        BurstCcn.enter(network, params, weights, new RandomStreams(7));
        return weights;
    }

    /**
     * 1-1-1, logistic, as published: p = sigmoid(4 a (1 - e)), a = Y b - Q e, p_L = p_b (1 + (t - e)(1 - e)), change (p - p_b) e before its division by p_b = 1/2.
     */
    @Test
    void theUpdateIsThatOfThePublication() {
        NetworkDescription network = new NetworkDescription(List.of(1, 1, 1), new Sigmoid(), new Sigmoid());
        BurstCcnParams params = new BurstCcnParams(0.5, 0, Bursts.OWN, Events.LEARNED);
        NetworkWeights weights = NetworkWeights.zero(network);
        weights.forward(0)[0] = 0.7;
        weights.forward(1)[0] = -1.2;
        weights.bias(1)[0] = 0.3;
        weights.setBackward(1, new double[] {0.9});
        weights.setOwn(BurstCcn.EVENTS, 1, new double[] {0.4});
        Samples sample = Samples.regression(new double[][] {{2}}, new double[][] {{0.95}});
        WeightUpdate update = new BurstCcn(
                        network, s -> (free, target, outputs, lanes) -> target[0] = 0.95, PRODUCT, params)
                .direction(weights, sample, 0);
        double e1 = logistic(1.4);
        double e2 = logistic(-1.2 * e1 + 0.3);
        double b2 = 0.5 * (1 + (0.95 - e2) * (1 - e2)) * e2;
        double a = 0.9 * b2 - 0.4 * e2;
        double p1 = logistic(4 * a * (1 - e1));
        assertThat(update.forward(1)[0]).isCloseTo((b2 - 0.5 * e2) * e1 / 0.5, within(1e-15));
        assertThat(update.forward(0)[0]).isCloseTo((p1 - 0.5) * e1 * 2 / 0.5, within(1e-15));
        assertThat(update.bias(0)[0]).isCloseTo((p1 - 0.5) * e1 / 0.5, within(1e-15));
        assertThat(update.own(BurstCcn.EVENTS).orElseThrow().forward(1)[0]).isCloseTo(a * e2, within(1e-15));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(5, 6, 3), new Sigmoid(), new Sigmoid()),
                new NetworkDescription(List.of(5, 4, 5, 6, 3), new Tanh(), new Linear()));
    }

    /** In direction and length; the next order is the second in the error, the third where the burst probability is odd about its resting value. */
    @ParameterizedTest
    @MethodSource("networks")
    void aSmallErrorMakesItBackprop(NetworkDescription network) {
        int last = network.layers() - 1;
        for (Bursts bursts : Bursts.values()) {
            for (double p : new double[] {0.5, 0.2}) {
                double[] distance = new double[2];
                for (int n = 0; n < 2; n++) {
                    Targets targets = nudge(n == 0 ? 1e-2 : 1e-3);
                    BurstCcnParams params = params(network, p, bursts, Events.ALIGNED);
                    NetworkWeights weights = weights(network, params);
                    WeightUpdate asked = new BurstCcn(network, targets, PRODUCT, params).direction(weights, SAMPLES, 0);
                    WeightUpdate gradient = new GradientSignal(
                                    network,
                                    Descent.towards(targets),
                                    bursts == Bursts.OWN ? Way.BACKWARD : Way.TRANSPOSED,
                                    PRODUCT)
                            .direction(weights, SAMPLES, 0);
                    assertThat(asked.angleDegrees(gradient)).isLessThan(n == 0 ? 0.5 : 0.05);
                    asked.add(-1, gradient);
                    distance[n] = length(asked, 0) / length(gradient, 0);
                    assertThat(length(asked, last) / length(gradient, last)).isLessThan(1e-13);
                }
                assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(p == 0.5 ? 2 : 1, within(0.05));
            }
        }
    }

    private static double length(WeightUpdate update, int layer) {
        return Math.sqrt(Stream.of(update.forward(layer), update.bias(layer))
                .flatMapToDouble(Arrays::stream)
                .map(x -> x * x)
                .sum());
    }

    /** The sign of plasticity is that of the burst probability beside its resting one; bursts of the layer above that are as probable as at rest change nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.2})
    void theBurstProbabilityIsTheSignOfPlasticity(double p) {
        NetworkDescription network = new NetworkDescription(List.of(1, 1, 1), new Sigmoid(), new Linear());
        BurstCcnParams params = new BurstCcnParams(p, 0, Bursts.TRANSPOSED, Events.ALIGNED);
        NetworkWeights weights = NetworkWeights.zero(network);
        weights.forward(0)[0] = 0.5;
        weights.forward(1)[0] = 2;
        Samples sample = Samples.regression(new double[][] {{1}}, new double[][] {{0}});
        double output =
                SampleState.feedforward(network, weights, new double[] {1}).output()[0];
        double before = Double.NEGATIVE_INFINITY;
        for (int n = -20; n <= 20; n++) {
            double error = 0.5 * n;
            double change = new BurstCcn(
                            network, s -> (free, target, outputs, lanes) -> target[0] = output + error, PRODUCT, params)
                    .direction(weights, sample, 0)
                    .forward(0)[0];
            // a grows with the error, the change of an event is between -p and 1 - p of it
            assertThat(Math.signum(change)).isEqualTo(Math.signum(error));
            assertThat(change).isGreaterThanOrEqualTo(before);
            double events = logistic(0.5);
            assertThat(change).isBetween(-events, events * (1 - p) / p);
            before = change;
        }
    }

    /** Apical dendrites fall silent where there is no error, whatever Q was drawn. */
    @Test
    void depressingSynapsesLearnToCancelBurstsAtRest() {
        NetworkDescription network = new NetworkDescription(List.of(5, 6, 3), new Sigmoid(), new Sigmoid());
        BurstCcnParams params = params(network, 0.5, Bursts.OWN, Events.LEARNED);
        NetworkWeights weights = weights(network, params);
        BurstCcn signal = new BurstCcn(network, nudge(1e-9), PRODUCT, params);
        double before = meanSquare(signal.bursting(weights, SAMPLES));
        OwnPathways optimiser = new OwnPathways(
                network,
                new MomentumSgd(network, new LearningRate.Constant(1), 0),
                Map.of(BurstCcn.EVENTS, new MomentumSgd(network, new LearningRate.Constant(0.5), 0)));
        for (int step = 0; step < 10_000; step++) {
            WeightUpdate asked = signal.direction(weights, SAMPLES, step);
            for (int l = 0; l < 2; l++) {
                Arrays.fill(asked.forward(l), 0);
                Arrays.fill(asked.bias(l), 0);
            }
            optimiser.step(weights, asked);
        }
        double after = meanSquare(signal.bursting(weights, SAMPLES));
        assertThat(before).isGreaterThan(0.01);
        assertThat(after).isLessThan(1e-4 * before);
    }

    private static double meanSquare(Bursting of) {
        return Arrays.stream(of.apical(0)).map(a -> a * a).average().orElseThrow();
    }

    /** The four patterns, which no single layer tells apart. */
    @Test
    void exclusiveOrIsLearned() {
        NetworkDescription network = new NetworkDescription(List.of(2, 8, 1), new Sigmoid(), new Sigmoid());
        double[][] inputs = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        double[][] wanted = {{0.1}, {0.9}, {0.9}, {0.1}};
        Samples samples = Samples.regression(inputs, wanted);
        for (Bursts bursts : Bursts.values()) {
            for (int seed = 1; seed <= 5; seed++) {
                BurstCcnParams params = params(network, 0.5, bursts, Events.ALIGNED);
                NetworkWeights weights = NetworkWeights.drawForward(network, new RandomStreams(seed));
                BurstCcn.enter(network, params, weights, new RandomStreams(seed));
                BurstCcn signal = new BurstCcn(network, nudge(0.5), PRODUCT, params);
                Adam adam = new Adam(network, new LearningRate.Constant(0.05));
                for (int step = 0; step < 2_000; step++) {
                    adam.step(weights, signal.direction(weights, samples, step));
                }
                for (int k = 0; k < 4; k++) {
                    double output =
                            SampleState.feedforward(network, weights, inputs[k]).output()[0];
                    assertThat(output).as("seed %d, pattern %d", seed, k).isCloseTo(wanted[k][0], within(0.1));
                }
            }
        }
    }

    @Test
    void hiddenUnitsWithFewerEventsThanNoneAreRefused() {
        NetworkDescription network = new NetworkDescription(List.of(2, 3, 1), new Tanh(), new Linear());
        assertThatThrownBy(() -> new BurstCcn(
                        network, nudge(1), PRODUCT, new BurstCcnParams(0.5, 0.5, Bursts.OWN, Events.ALIGNED)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("BurstCcn.offset");
    }
}

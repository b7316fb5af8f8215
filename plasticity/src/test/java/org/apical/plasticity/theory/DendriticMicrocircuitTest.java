package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.theory.DendriticMicrocircuit.Circuit;
import org.apical.plasticity.theory.MicrocircuitParams.Interneurons;
import org.apical.plasticity.theory.MicrocircuitParams.TopDown;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interneurons that predict the layer above leave errors in apical dendrites, and nothing else. */
class DendriticMicrocircuitTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Settling FINE = new Settling(1e-14, 5_000);
    private static final Targets TARGETS = samples -> new SquaredErrorNudge(0.5, samples.wanted());
    private static final Samples SAMPLES =
            new StudentTeacher(5, List.of(20), 3, 1).samples(0, 70, new RandomStreams(3), PRODUCT);

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(5, 6, 3), new Tanh(), new Linear()),
                new NetworkDescription(List.of(5, 4, 5, 6, 3), new Sigmoid(), new Tanh()));
    }

    private static MicrocircuitParams params(double nudge, TopDown topDown, Interneurons interneurons) {
        return new MicrocircuitParams(nudge, 0.42, 0.3, topDown, interneurons, FINE);
    }

    private static DendriticMicrocircuit signal(NetworkDescription network, MicrocircuitParams params) {
        return new DendriticMicrocircuit(network, TARGETS, PRODUCT, params);
    }

    private static NetworkWeights weights(NetworkDescription network, MicrocircuitParams params) {
        NetworkWeights weights = NetworkWeights.drawForward(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(weights.bias(l), 0.1);
        }
        DendriticMicrocircuit.enter(network, params, weights, new RandomStreams(7));
        return weights;
    }

    /** sqrt of the mean square of a. */
    private static double apicalError(NetworkDescription network, Circuit circuit) {
        double sum = 0;
        int n = 0;
        for (int l = 0; l < network.layers() - 1; l++) {
            for (double a : circuit.apical(l)) {
                sum += a * a;
                n++;
            }
        }
        return Math.sqrt(sum / n);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void withSelfPredictingWeightsAndNoNudgeApicalDendritesAreSilent(NetworkDescription network) {
        for (Interneurons interneurons : List.of(Interneurons.SELF_PREDICTING, Interneurons.COPIED)) {
            MicrocircuitParams params = params(0.1, TopDown.OWN, interneurons);
            NetworkWeights weights = weights(network, params);
            DendriticMicrocircuit signal = signal(network, params);
            assertThat(apicalError(network, signal.settled(weights, SAMPLES, 0)))
                    .isLessThan(1e-15);
            assertThat(apicalError(network, signal.settled(weights, SAMPLES, 0.1)))
                    .isGreaterThan(1e-4);
            // and so it answers what the chain answers
            double[][] outputs = signal.outputs(weights, SAMPLES);
            for (int k = 0; k < outputs.length; k++) {
                assertThat(outputs[k])
                        .containsExactly(
                                org.apical.network.theory.SampleState.feedforward(network, weights, SAMPLES.rates()[k])
                                        .output(),
                                within(1e-14));
            }
        }
    }

    /** The angle, and the length too, at any mixing factors of apical dendrites and interneurons. */
    @ParameterizedTest
    @MethodSource("networks")
    void aSmallNudgeMakesItBackprop(NetworkDescription network) {
        for (TopDown topDown : TopDown.values()) {
            Way way = topDown == TopDown.OWN ? Way.BACKWARD : Way.TRANSPOSED;
            double[] angle = new double[2];
            double[] distance = new double[2];
            for (int n = 0; n < 2; n++) {
                MicrocircuitParams params = params(n == 0 ? 1e-2 : 1e-3, topDown, Interneurons.SELF_PREDICTING);
                NetworkWeights weights = weights(network, params);
                WeightUpdate asked = signal(network, params).direction(weights, SAMPLES, 0);
                WeightUpdate gradient = new GradientSignal(network, Descent.towards(TARGETS), way, PRODUCT)
                        .direction(weights, SAMPLES, 0);
                angle[n] = asked.angleDegrees(gradient);
                asked.add(-1, gradient);
                distance[n] = length(asked) / length(gradient);
            }
            assertThat(angle[1]).isLessThan(0.1);
            assertThat(Math.log10(angle[0] / angle[1])).isCloseTo(1, within(0.03));
            assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(1, within(0.03));
        }
    }

    private static Optimiser sgd(NetworkDescription network) {
        return new MomentumSgd(network, new LearningRate.Constant(0.1), 0);
    }

    private static double length(WeightUpdate update) {
        double sum = 0;
        for (int l = 0; l < update.layers(); l++) {
            sum += Arrays.stream(update.forward(l)).map(x -> x * x).sum();
            sum += Arrays.stream(update.bias(l)).map(x -> x * x).sum();
        }
        return Math.sqrt(sum);
    }

    /** Lateral synapses alone learn, at first drawn: apical dendrites fall silent, and the update turns to that of self-prediction. */
    @Test
    void interneuronsLearnToPredict() {
        NetworkDescription network = new NetworkDescription(List.of(5, 6, 3), new Tanh(), new Linear());
        MicrocircuitParams params = params(1e-3, TopDown.TRANSPOSED, Interneurons.DRAWN);
        NetworkWeights weights = weights(network, params);
        NetworkWeights before = weights.copy();
        DendriticMicrocircuit signal = signal(network, params);
        DendriticMicrocircuit nudged = signal(network, params(0.4, TopDown.TRANSPOSED, Interneurons.DRAWN));
        WeightUpdate wanted = signal(network, params(0.4, TopDown.TRANSPOSED, Interneurons.SELF_PREDICTING))
                .direction(weights, SAMPLES, 0);
        double error = apicalError(network, signal.settled(weights, SAMPLES, 0));
        double angle = nudged.direction(weights, SAMPLES, 0).angleDegrees(0, wanted);
        OwnPathways optimiser = new OwnPathways(
                network,
                sgd(network),
                DendriticMicrocircuit.plastic().stream()
                        .collect(java.util.stream.Collectors.toMap(pathway -> pathway, pathway -> sgd(network))));
        for (int step = 0; step < 3_000; step++) {
            WeightUpdate asked = signal.direction(weights, SAMPLES, step);
            for (int l = 0; l < 2; l++) {
                Arrays.fill(asked.forward(l), 0);
                Arrays.fill(asked.bias(l), 0);
            }
            optimiser.step(weights, asked);
        }
        assertThat(error).isGreaterThan(0.1);
        assertThat(apicalError(network, signal.settled(weights, SAMPLES, 0))).isLessThan(0.01 * error);
        assertThat(angle).isGreaterThan(45);
        assertThat(nudged.direction(weights, SAMPLES, 0).angleDegrees(0, wanted))
                .isLessThan(5);
        assertThat(weights.forward(0)).isEqualTo(before.forward(0));
        assertThat(weights.forward(1)).isEqualTo(before.forward(1));
    }

    @Test
    void blocksOfAnyWidthHaveTheSameBits() {
        NetworkDescription network = new NetworkDescription(List.of(5, 6, 3), new Tanh(), new Linear());
        MicrocircuitParams params = params(0.4, TopDown.OWN, Interneurons.DRAWN);
        NetworkWeights weights = weights(network, params);
        DendriticMicrocircuit signal = signal(network, params);
        Circuit all = signal.settled(weights, SAMPLES, 0.4);
        for (int k : new int[] {0, 1, 69}) {
            double[] alone = signal.settled(weights, SAMPLES.range(k, 1), 0.4).apical(0);
            for (int i = 0; i < 6; i++) {
                assertThat(alone[i]).isEqualTo(all.apical(0)[i * SAMPLES.size() + k]);
            }
        }
    }

    /** Apical loops of gain above one have no steady state. */
    @Test
    void aCircuitThatDoesNotSettleSaysSo() {
        NetworkDescription network = new NetworkDescription(List.of(5, 6, 3), new Linear(), new Linear());
        MicrocircuitParams params = params(0.4, TopDown.TRANSPOSED, Interneurons.DRAWN);
        NetworkWeights weights = weights(network, params);
        Arrays.setAll(weights.forward(1), k -> 10 * weights.forward(1)[k]);
        assertThatThrownBy(() -> signal(network, params).direction(weights, SAMPLES, 0))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("dendritic microcircuit");
    }

    @Test
    void mixingFactorsOutOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> new MicrocircuitParams(0.1, 1, 0.3, TopDown.OWN, Interneurons.COPIED, FINE))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("MicrocircuitParams.apical must be in (0, 1)");
    }
}

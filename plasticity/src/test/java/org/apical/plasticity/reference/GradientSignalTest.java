package org.apical.plasticity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of a batch is that of its samples one by one. */
class GradientSignalTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Samples SAMPLES =
            new StudentTeacher(6, List.of(20), 3, 1).samples(0, 150, new RandomStreams(3), PRODUCT);

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(6, 8, 7, 3), new Tanh(), new Linear()),
                new NetworkDescription(List.of(6, 19, 3), new Sigmoid(), new Tanh()),
                new NetworkDescription(List.of(6, 30, 3), new RectifiedLinear(0), new Linear()),
                new NetworkDescription(List.of(6, 3), new Tanh(), new Linear()));
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            java.util.Arrays.fill(weights.bias(l), 0.1);
        }
        return weights;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itIsTheMeanOfBackpropagationOfEachSample(NetworkDescription network) {
        itIsTheMean(network, weights(network), GradientSignal.Way.TRANSPOSED, new Backpropagation());
    }

    /** Q as far from the transposed way as a random draw is. */
    @ParameterizedTest
    @MethodSource("networks")
    void directlyItIsTheMeanOfDirectFeedbackAlignmentOfEachSample(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        weights.setFeedbackToRandom(network, new RandomStreams(9));
        itIsTheMean(network, weights, GradientSignal.Way.DIRECT, new DirectFeedbackAlignment(network, weights));
    }

    /** B_i^T = S_i, drawn independently of W. */
    @ParameterizedTest
    @MethodSource("networks")
    void backwardsItIsTheMeanOfFeedbackAlignmentOfEachSample(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        NetworkWeights fixed = NetworkWeights.draw(network, new RandomStreams(11));
        fixed.setBackwardToTranspose(network);
        for (int l = 1; l < network.layers(); l++) {
            weights.setBackward(l, fixed.backward(l));
        }
        itIsTheMean(network, weights, GradientSignal.Way.BACKWARD, new FeedbackAlignment(network, fixed));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void backwardsThroughTransposedWeightsItIsBackpropagationToTheBit(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        weights.setBackwardToTranspose(network);
        WeightUpdate expected =
                new GradientSignal(network, SquaredError.descent(0.5), PRODUCT).direction(weights, SAMPLES, 0);
        WeightUpdate actual = new GradientSignal(
                        network, SquaredError.descent(0.5), GradientSignal.Way.BACKWARD, PRODUCT)
                .direction(weights, SAMPLES, 0);
        for (int l = 0; l < network.layers(); l++) {
            assertThat(actual.forward(l)).isEqualTo(expected.forward(l));
            assertThat(actual.bias(l)).isEqualTo(expected.bias(l));
        }
    }

    private static void itIsTheMean(
            NetworkDescription network, NetworkWeights weights, GradientSignal.Way way, NonLocal ofSample) {
        WeightUpdate expected = new WeightUpdate(network);
        for (int k = 0; k < SAMPLES.size(); k++) {
            LinearisedNetwork linear = new LinearisedNetwork(
                    network, weights, SampleState.feedforward(network, weights, SAMPLES.rates()[k]));
            double[] down =
                    SquaredError.descent(0.5).of(SAMPLES, k, linear.state().output());
            ofSample.addTo(expected, linear, down, 1.0 / SAMPLES.size());
        }
        WeightUpdate actual =
                new GradientSignal(network, SquaredError.descent(0.5), way, PRODUCT).direction(weights, SAMPLES, 0);
        for (int l = 0; l < network.layers(); l++) {
            // sums of 150 samples and 30 units, of order one
            assertThat(actual.forward(l)).containsExactly(expected.forward(l), within(1e-13));
            assertThat(actual.bias(l)).containsExactly(expected.bias(l), within(1e-13));
        }
    }

    @Test
    void blocksOfAnyWidthHaveTheSameBits() {
        NetworkDescription network = new NetworkDescription(List.of(6, 33, 17, 3), new Tanh(), new Linear());
        NetworkWeights weights = weights(network);
        WeightUpdate expected =
                new GradientSignal(network, SquaredError.descent(0.5), PRODUCT).direction(weights, SAMPLES, 0);
        for (int lanes : new int[] {1, 7, 32, 150, 200}) {
            GradientSignal signal = new GradientSignal(
                    network, SquaredError.descent(0.5), GradientSignal.Way.TRANSPOSED, PRODUCT, lanes);
            for (int again = 0; again < 2; again++) {
                WeightUpdate actual = signal.direction(weights, SAMPLES, 0);
                for (int l = 0; l < network.layers(); l++) {
                    assertThat(actual.forward(l)).isEqualTo(expected.forward(l));
                    assertThat(actual.bias(l)).isEqualTo(expected.bias(l));
                }
            }
        }
    }
}

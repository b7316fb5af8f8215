package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.Tanh;
import org.apical.plasticity.theory.ForwardForward.Goodness;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The update descends losses that layers have for themselves; they are computed here sample by sample, by their definition. */
class ForwardForwardTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Goodness GOODNESS = new Goodness(0.4, 2, 1);
    private static final RandomStreams STREAMS = new RandomStreams(5);
    private static final Samples SAMPLES = samples(70);
    private static final double[][] WANTED = new double[70][3];
    /** Half of the squared distance to zero. */
    private static final Targets TO_ZERO =
            samples -> new SquaredErrorNudge(0.5, java.util.Arrays.copyOf(WANTED, samples.size()));

    private static Samples samples(int count) {
        RandomGenerator random = new RandomStreams(8).stream(Purpose.STIMULUS, 0);
        double[][] rates = new double[count][6];
        int[] labels = new int[count];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < 6; i++) {
                rates[k][i] = random.nextGaussian();
            }
            labels[k] = k % 3;
        }
        return new Samples(rates, labels);
    }

    static Stream<NetworkDescription> networks() {
        return Stream.of(
                new NetworkDescription(List.of(6, 8, 7, 3), new Tanh(), new Linear()),
                new NetworkDescription(List.of(6, 9, 3), new RectifiedLinear(0), new Tanh()));
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        for (int l = 0; l < network.layers(); l++) {
            java.util.Arrays.fill(weights.bias(l), 0.1);
        }
        return weights;
    }

    private static ForwardForward signal(NetworkDescription network) {
        return new ForwardForward(network, TO_ZERO, PRODUCT, GOODNESS, STREAMS);
    }

    /** r_i of every layer for an input and a label vector. */
    private static double[][] pass(NetworkDescription network, NetworkWeights weights, double[] input, double[] y) {
        int inputs = input.length;
        RandomGenerator random = STREAMS.stream(Purpose.LABEL, 0);
        double[] below = input.clone();
        for (int i = 0; i < inputs; i++) {
            for (int c = 0; c < y.length; c++) {
                below[i] += GOODNESS.scale() / Math.sqrt(inputs) * random.nextGaussian() * y[c];
            }
        }
        double[][] rates = new double[network.layers()][];
        for (int l = 0; l < network.layers(); l++) {
            rates[l] = new double[network.units(l)];
            for (int i = 0; i < rates[l].length; i++) {
                double v = weights.bias(l)[i];
                for (int j = 0; j < below.length; j++) {
                    v += weights.forward(l)[i * below.length + j] * below[j];
                }
                rates[l][i] = network.transfer(l).value(v);
            }
            double length = Math.sqrt(square(rates[l]));
            below = rates[l].clone();
            for (int i = 0; i < below.length; i++) {
                below[i] *= Math.sqrt(below.length) / length;
            }
        }
        return rates;
    }

    private static double square(double[] r) {
        double sum = 0;
        for (double x : r) {
            sum += x * x;
        }
        return sum;
    }

    private static double[] label(int of) {
        double[] y = new double[3];
        y[of] = 1;
        return y;
    }

    /** Mean loss of a layer. */
    private static double loss(NetworkDescription network, NetworkWeights weights, int layer, int[] wrong) {
        double sum = 0;
        for (int k = 0; k < SAMPLES.size(); k++) {
            double[] input = SAMPLES.rates()[k];
            if (layer == network.layers() - 1) {
                sum += square(pass(network, weights, input, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0})[layer]) / 2;
            } else {
                double theta = GOODNESS.theta() * network.units(layer);
                double right = square(pass(network, weights, input, label(SAMPLES.labels()[k]))[layer]) - theta;
                double other = square(pass(network, weights, input, label(wrong[k]))[layer]) - theta;
                sum += Math.log1p(Math.exp(-right)) + Math.log1p(Math.exp(other));
            }
        }
        return sum / SAMPLES.size();
    }

    /** Central differences, whose error is of order h^2. The weights of a layer change what reaches the layers above, too: their losses are not in its own. */
    @ParameterizedTest
    @MethodSource("networks")
    void eachLayerDescendsItsOwnLoss(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        ForwardForward signal = signal(network);
        WeightUpdate update = signal.direction(weights, SAMPLES, 11);
        int[] wrong = signal.wrong(SAMPLES, 11);
        double h = 1e-5;
        for (int l = 0; l < network.layers(); l++) {
            for (double[][] pair :
                    new double[][][] {{weights.forward(l), update.forward(l)}, {weights.bias(l), update.bias(l)}}) {
                for (int k = 0; k < pair[0].length; k += 2) {
                    double w = pair[0][k];
                    pair[0][k] = w + h;
                    double up = loss(network, weights, l, wrong);
                    pair[0][k] = w - h;
                    double down = loss(network, weights, l, wrong);
                    pair[0][k] = w;
                    assertThat(pair[1][k]).isCloseTo(-(up - down) / (2 * h), within(1e-8));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theAnswerIsTheActivityThatEachLabelCalls(NetworkDescription network) {
        NetworkWeights weights = weights(network);
        double[][] outputs = signal(network).outputs(weights, SAMPLES);
        for (int k = 0; k < SAMPLES.size(); k += 9) {
            for (int c = 0; c < 3; c++) {
                double[][] rates = pass(network, weights, SAMPLES.rates()[k], label(c));
                double sum = 0;
                for (int l = 0; l < network.layers() - 1; l++) {
                    sum += square(rates[l]);
                }
                assertThat(outputs[k][c]).isCloseTo(sum, within(1e-12));
            }
        }
    }

    /** Of its presentation alone: a run that goes on in its middle draws the same. */
    @Test
    void wrongLabelsAreOfTheirPresentation() {
        NetworkDescription network = networks().findFirst().orElseThrow();
        int[] all = signal(network).wrong(SAMPLES, 100);
        int[] seen = new int[3];
        for (int k = 0; k < all.length; k++) {
            assertThat(all[k]).isNotEqualTo(SAMPLES.labels()[k]);
            seen[(all[k] - SAMPLES.labels()[k] + 3) % 3]++;
        }
        assertThat(seen[1]).isBetween(20, 50);
        assertThat(signal(network).wrong(SAMPLES.range(40, 30), 140))
                .containsExactly(java.util.Arrays.copyOfRange(all, 40, 70));
    }

    @Test
    void networksWithoutAHiddenLayerThatCountsAndSamplesWithoutClassesAreRefused() {
        NetworkDescription network = new NetworkDescription(List.of(2, 3), new Linear(), new Linear());
        assertThatThrownBy(() -> signal(network))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("a hidden layer, of which there are 0");
        NetworkDescription deeper = new NetworkDescription(List.of(2, 3, 2), new Tanh(), new Linear());
        assertThatThrownBy(() -> signal(deeper)
                        .direction(
                                NetworkWeights.zero(deeper),
                                Samples.regression(new double[][] {{1, 2}}, new double[][] {{1, 0}}),
                                0))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("labels");
    }
}

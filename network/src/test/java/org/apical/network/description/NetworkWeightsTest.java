package org.apical.network.description;

import static org.apical.network.TestNetworks.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class NetworkWeightsTest {
    private final NetworkDescription network = tanh(4, 6, 5, 3);

    @Test
    void feedbackIsTheTransposedProductOfTheWeightsAbove() {
        NetworkWeights weights = TestNetworks.weights(network, 3);
        DMatrixRMaj w2 = DMatrixRMaj.wrap(5, 6, weights.forward(1));
        DMatrixRMaj w3 = DMatrixRMaj.wrap(3, 5, weights.forward(2));

        // sums of at most 6 terms of order 1: rounding below 1e-15
        assertThat(weights.feedback(0)).containsExactly(transposed(CommonOps_DDRM.mult(w3, w2, null)), within(1e-14));
        assertThat(weights.feedback(1)).containsExactly(transposed(w3), within(1e-14));
        assertThat(weights.feedback(2)).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        NetworkWeights w = TestNetworks.weights(network, 3);
        assertThatThrownBy(() -> NetworkWeights.of(network, w::forward, l -> new double[7], w::feedback))
                .isInstanceOf(ParameterException.class)
                .hasMessage("NetworkWeights.bias of layer 1 must be 6 numbers, got 7");
        assertThatThrownBy(() -> w.setBackward(1, new double[29]))
                .isInstanceOf(ParameterException.class)
                .hasMessage("NetworkWeights.backward of layer 2 must be 30 numbers, got 29");
        assertThatThrownBy(() -> NetworkWeights.masked(network, new double[][] {null, new double[3], null}))
                .isInstanceOf(ParameterException.class)
                .hasMessage("NetworkWeights.mask of layer 2 must be 30 numbers, got 3");
        double[][] forward = {w.forward(0), w.forward(1), w.forward(2)};
        double[][] bias = {w.bias(0), w.bias(1), new double[2]};
        double[][] feedback = {w.feedback(0), w.feedback(1), w.feedback(2)};
        assertThatThrownBy(() -> new SynapticWeights(network, forward, bias, feedback, new double[0][]))
                .isInstanceOf(ParameterException.class)
                .hasMessage("SynapticWeights.bias of layer 3 must be 3 numbers, got 2");
    }

    @Test
    void feedbackStaysAtTheInitialWeightsUntilAskedFor() {
        NetworkWeights weights = TestNetworks.weights(network, 3);
        double[] before = weights.feedback(0).clone();
        weights.forward(2)[0] += 1;
        assertThat(weights.feedback(0)).isEqualTo(before);
        weights.setFeedbackToWeightProduct(network);
        assertThat(weights.feedback(0)).isNotEqualTo(before);
    }

    /** The same Q beside forward weights of another distribution and of none: it is drawn from a stream of its own and never from W. */
    @Test
    void randomFeedbackKnowsNothingOfTheForwardWeights() {
        NetworkDescription wide = tanh(64, 64, 10);
        RandomStreams streams = new RandomStreams(4);
        NetworkWeights random = NetworkWeights.drawWithRandomFeedback(wide, streams);
        NetworkWeights product = NetworkWeights.draw(wide, streams);
        NetworkWeights none = NetworkWeights.zero(wide);
        none.setFeedbackToRandom(wide, streams);
        for (int l = 0; l < wide.layers(); l++) {
            assertThat(random.forward(l)).isEqualTo(product.forward(l));
            assertThat(random.feedback(l)).isEqualTo(none.feedback(l));
            // a cosine of n independent pairs has a standard deviation of 1/sqrt(n)
            double cosine = cosine(random.feedback(l), product.feedback(l));
            assertThat(cosine).isCloseTo(0, within(4 / Math.sqrt(random.feedback(l).length)));
        }
    }

    private static double cosine(double[] x, double[] y) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < x.length; k++) {
            xy += x[k] * y[k];
            xx += x[k] * x[k];
            yy += y[k] * y[k];
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void feedbackAndForwardWeightsShareNoArray() {
        NetworkWeights weights = NetworkWeights.drawWithRandomFeedback(network, new RandomStreams(4));
        double[][] before = new double[network.layers()][];
        for (int l = 0; l < network.layers(); l++) {
            before[l] = weights.feedback(l).clone();
        }
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(weights.forward(l), 77);
            Arrays.fill(weights.bias(l), 77);
        }
        for (int l = 0; l < network.layers(); l++) {
            assertThat(weights.feedback(l)).isEqualTo(before[l]);
        }
    }

    @Test
    void xavierHasItsVariance() {
        NetworkDescription wide = tanh(300, 100);
        double[] w = NetworkWeights.draw(wide, new RandomStreams(1)).forward(0);
        double square = 0;
        for (double x : w) {
            square += x * x / w.length;
        }
        // relative standard deviation of a variance from n normal numbers: sqrt(2/n); four of them
        assertThat(square).isCloseTo(2.0 / 400, within(4 * Math.sqrt(2.0 / w.length) * 2 / 400));
    }

    @Test
    void equalSeedsGiveEqualWeightsAndOtherSeedsDoNot() {
        double[] first = NetworkWeights.draw(network, new RandomStreams(1)).forward(1);
        assertThat(NetworkWeights.draw(network, new RandomStreams(1)).forward(1))
                .isEqualTo(first);
        assertThat(NetworkWeights.draw(network, new RandomStreams(2)).forward(1))
                .isNotEqualTo(first);
    }

    @Test
    void weightsOfALayerDoNotDependOnTheLayersAbove() {
        double[] deep = NetworkWeights.draw(network, new RandomStreams(1)).forward(0);
        assertThat(NetworkWeights.draw(tanh(4, 6, 2), new RandomStreams(1)).forward(0))
                .isEqualTo(deep);
    }

    @Test
    void copiesShareNothing() {
        NetworkWeights weights = TestNetworks.weights(network, 3);
        NetworkWeights copy = weights.copy();
        for (int l = 0; l < network.layers(); l++) {
            copy.forward(l)[0] = copy.bias(l)[0] = copy.feedback(l)[0] = 77;
            assertThat(weights.forward(l)).doesNotContain(77);
            assertThat(weights.bias(l)).doesNotContain(77);
            assertThat(weights.feedback(l)).doesNotContain(77);
        }
    }

    /** 4096 entries: a share of 30 % within four standard deviations, 4 sqrt(0.3 0.7 / 4096) = 0.029. */
    @Test
    void thinnedFeedbackIsPartOfFullerFeedbackAndStaysSo() {
        NetworkDescription wide = tanh(4, 512, 8);
        NetworkWeights full = TestNetworks.weights(wide, 3);
        NetworkWeights half = full.copy();
        half.thinFeedback(0.5, new RandomStreams(9));
        NetworkWeights third = full.copy();
        third.thinFeedback(0.3, new RandomStreams(9));
        int kept = 0;
        double[] change = new double[4096];
        java.util.Arrays.fill(change, 1);
        third.copy().maskFeedback(0, change);
        for (int k = 0; k < 4096; k++) {
            double q = third.feedback(0)[k];
            assertThat(q == 0 || q == half.feedback(0)[k]).isTrue();
            assertThat(change[k]).isEqualTo(q == 0 ? 0 : 1);
            kept += q == 0 ? 0 : 1;
        }
        assertThat(kept / 4096.0).isCloseTo(0.3, within(0.029));
        java.util.Arrays.fill(change, 1);
        full.maskFeedback(0, change);
        assertThat(change).doesNotContain(0);
    }

    @Test
    void descriptionCountsLayersFromTheFirstAfterTheInput() {
        assertThat(network.layers()).isEqualTo(3);
        assertThat(network.inputs()).isEqualTo(4);
        assertThat(network.outputs()).isEqualTo(3);
        assertThat(network.units(0)).isEqualTo(6);
        assertThat(network.presynapticUnits(1)).isEqualTo(6);
        assertThat(network.transfer(1)).isEqualTo(new Tanh());
        assertThat(network.transfer(2)).isEqualTo(new Linear());
    }

    @Test
    void impossibleShapesAreNamed() {
        assertThatThrownBy(() -> tanh(4)).isInstanceOf(ParameterException.class).hasMessageContaining("sizes");
        assertThatThrownBy(() -> new NetworkDescription(List.of(4, 0, 2), new Tanh(), new Linear()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be >= 1, got 0");
    }

    private static double[] transposed(DMatrixRMaj m) {
        return CommonOps_DDRM.transpose(m, null).data;
    }
}

package org.apical.network.description;

import static org.apical.network.TestNetworks.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    void feedbackStaysAtTheInitialWeightsUntilAskedFor() {
        NetworkWeights weights = TestNetworks.weights(network, 3);
        double[] before = weights.feedback(0).clone();
        weights.forward(2)[0] += 1;
        assertThat(weights.feedback(0)).isEqualTo(before);
        weights.setFeedbackToWeightProduct(network);
        assertThat(weights.feedback(0)).isNotEqualTo(before);
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

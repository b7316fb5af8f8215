package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** PEPITA on a network that is small enough to be computed by hand. */
class InputModulationTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /**
     * 2-2-1, hidden rectified. r_0 = (1, 2), W_1 = (1 0; 1 -1), b = 0: v_1 = (1, -1), r_1 = (1, 0). W_2 = (2, 3): r_2 = 2. r_2* = 1.5: e = 0.5. F = (1, -3): r_0' = (1.5, 0.5), v_1' = (1.5, 1), r_1' = (1.5, 1), r_2' = 6, e' = 4.5. d_1 = -(r_1 - r_1') r_0'^T = -(-0.5, -1) (1.5, 0.5), d_2 = -4.5 (1.5, 1).
     */
    @Test
    void theUpdateIsThatOfThePublication() {
        NetworkDescription network = new NetworkDescription(List.of(2, 2, 1), new RectifiedLinear(0), new Linear());
        NetworkWeights weights = NetworkWeights.zero(network);
        System.arraycopy(new double[] {1, 0, 1, -1}, 0, weights.forward(0), 0, 4);
        System.arraycopy(new double[] {2, 3}, 0, weights.forward(1), 0, 2);
        Samples sample = Samples.regression(new double[][] {{1, 2}}, new double[][] {{1.5}});
        WeightUpdate update = new InputModulation(
                        network,
                        samples -> (free, target, outputs, lanes) -> target[0] = samples.wanted()[0][0],
                        PRODUCT,
                        new double[] {1, -3})
                .direction(weights, sample, 0);
        assertThat(update.forward(0)).containsExactly(new double[] {0.75, 0.25, 1.5, 0.5}, within(1e-15));
        assertThat(update.bias(0)).containsExactly(new double[] {0.5, 1}, within(1e-15));
        assertThat(update.forward(1)).containsExactly(new double[] {-6.75, -4.5}, within(1e-15));
        assertThat(update.bias(1)).containsExactly(new double[] {-4.5}, within(1e-15));
    }

    /** To first order in F the hidden update is (phi' o (W_1 F e)) r_0^T: feedback alignment whose backward weights are W_1 F (Srinivasan et al. 2023). */
    @Test
    void forSmallModulationItIsFeedbackAlignmentThroughTheFirstLayer() {
        NetworkDescription network =
                new NetworkDescription(List.of(5, 4, 3), new org.apical.neuron.transfer.Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(2));
        Samples sample = Samples.regression(new double[][] {{1, 0.5, -1, 0.2, 0.7}}, new double[][] {{1, -1, 0.5}});
        double[] output = org.apical.network.theory.SampleState.feedforward(network, weights, sample.rates()[0])
                .output();
        double[] distance = new double[2];
        for (int n = 0; n < 2; n++) {
            double scale = n == 0 ? 1e-3 : 1e-4;
            double[] f = InputModulation.draw(network, scale, new RandomStreams(4));
            WeightUpdate update = new InputModulation(network, s -> new SquaredErrorNudge(0.5, s.wanted()), PRODUCT, f)
                    .direction(weights, sample, 0);
            double[] target = new double[3];
            new SquaredErrorNudge(0.5, sample.wanted()).fill(output, target, 3, 1);
            for (int i = 0; i < 4; i++) {
                double v = 0;
                double moved = 0;
                for (int j = 0; j < 5; j++) {
                    double w = weights.forward(0)[i * 5 + j];
                    v += w * sample.rates()[0][j];
                    for (int o = 0; o < 3; o++) {
                        moved += w * f[j * 3 + o] * (output[o] - target[o]);
                    }
                }
                double slope = 1 - Math.tanh(v) * Math.tanh(v);
                for (int j = 0; j < 5; j++) {
                    double first = slope * moved * sample.rates()[0][j];
                    distance[n] += Math.abs(update.forward(0)[i * 5 + j] - first) / scale;
                }
            }
        }
        assertThat(Math.log10(distance[0] / distance[1])).isCloseTo(1, within(0.05));
    }

    @Test
    void aProjectionOfAnotherShapeIsRefused() {
        NetworkDescription network = new NetworkDescription(List.of(2, 1), new Linear(), new Linear());
        assertThatThrownBy(() -> new InputModulation(network, s -> null, PRODUCT, new double[3]))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("2 inputs x 1 outputs");
    }
}

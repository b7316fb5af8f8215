package org.apical.plasticity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

class FeedbackAlignmentTest {
    private static final double[] DESCENT = {0.4, -0.7, 0.2};
    private static final double[] INPUT = {0.3, -0.8, 0.5, 1};

    private final NetworkDescription network = network(new Tanh());
    private final NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
    private final NetworkWeights fixed = NetworkWeights.draw(network, new RandomStreams(7));

    @Test
    void throughItsOwnWeightsItIsBackpropagation() {
        WeightUpdate aligned = update(network, new FeedbackAlignment(network, weights));
        WeightUpdate gradient = update(network, new Backpropagation());
        for (int l = 0; l < 3; l++) {
            assertThat(aligned.forward(l)).containsExactly(gradient.forward(l), within(1e-15));
            assertThat(aligned.bias(l)).containsExactly(gradient.bias(l), within(1e-15));
        }
    }

    /** In a linear network with B_i = (W_L ... W_{i+1})^T. */
    @Test
    void directlyThroughTheProductOfTheWeightsAboveItIsBackpropagationOfALinearNetwork() {
        NetworkDescription linear = network(new Linear());
        NetworkWeights product = weights.copy();
        product.setFeedbackToWeightProduct(linear);
        WeightUpdate direct = update(linear, new DirectFeedbackAlignment(linear, product));
        WeightUpdate gradient = update(linear, new Backpropagation());
        for (int l = 0; l < 3; l++) {
            assertThat(direct.forward(l)).containsExactly(gradient.forward(l), within(1e-14));
        }
    }

    /** With any B layer i climbs y . r_i, y what is sent to it: finite differences in its own weights. The change of a bias is g. */
    @Test
    void eachLayerClimbsItsActivityAlongWhatIsSentToIt() {
        WeightUpdate chain = update(network, new FeedbackAlignment(network, fixed));
        WeightUpdate direct = update(network, new DirectFeedbackAlignment(network, fixed));
        for (int l = 0; l < 2; l++) {
            int units = network.units(l);
            double[] sentByLayerAbove = new double[units];
            double[] sentByOutput = new double[units];
            double[] above = chain.bias(l + 1);
            for (int i = 0; i < units; i++) {
                for (int k = 0; k < above.length; k++) {
                    sentByLayerAbove[i] += fixed.forward(l + 1)[k * units + i] * above[k];
                }
                for (int o = 0; o < 3; o++) {
                    sentByOutput[i] += fixed.feedback(l)[i * 3 + o] * DESCENT[o];
                }
            }
            climbs(l, sentByLayerAbove, chain.forward(l));
            climbs(l, sentByOutput, direct.forward(l));
        }
    }

    private void climbs(int layer, double[] sent, double[] change) {
        double h = 1e-5;
        double[] w = weights.forward(layer);
        for (int k = 0; k < w.length; k++) {
            double at = w[k];
            w[k] = at + h;
            double up = along(layer, sent);
            w[k] = at - h;
            double down = along(layer, sent);
            w[k] = at;
            // h^2 times a third derivative below 10 / 6, rounding 1e-16 / h
            assertThat(change[k]).isCloseTo((up - down) / (2 * h), within(1e-9));
        }
    }

    private double along(int layer, double[] sent) {
        // r_i is what the layer above receives
        double[] r = SampleState.feedforward(network, weights, INPUT).presynaptic(layer + 1);
        double sum = 0;
        for (int i = 0; i < sent.length; i++) {
            sum += sent[i] * r[i];
        }
        return sum;
    }

    @Test
    void theOutputLayerTakesTheGradientWhateverIsSentBelow() {
        WeightUpdate gradient = update(network, new Backpropagation());
        for (NonLocal reference :
                List.of(new FeedbackAlignment(network, fixed), new DirectFeedbackAlignment(network, fixed))) {
            WeightUpdate update = update(network, reference);
            assertThat(update.forward(2)).containsExactly(gradient.forward(2), within(1e-15));
            assertThat(Math.abs(update.cosine(0, gradient))).isLessThan(0.99);
        }
    }

    private static NetworkDescription network(TransferFunction hidden) {
        return new NetworkDescription(List.of(4, 6, 5, 3), hidden, new Linear());
    }

    private WeightUpdate update(NetworkDescription described, NonLocal reference) {
        WeightUpdate update = new WeightUpdate(described);
        LinearisedNetwork at =
                new LinearisedNetwork(described, weights, SampleState.feedforward(described, weights, INPUT));
        reference.addTo(update, at, DESCENT, 1);
        return update;
    }
}

package org.apical.network.divergence;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;

class SoundWeightsTest {
    private static final NetworkDescription NETWORK = tanh(5, 4, 3);
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final Formulation RATES = TestNetworks.rates(NETWORK, timing(10, 0.01), controller(0.1, 0), 0.2);
    /** Codes of 5 mV: 1 V is 200 abstract units. */
    private static final Formulation GRADED = new GradedFormulation(
            NETWORK, timing(10, 0.01), controller(0.1, 0), neurons(CELL), new ExactIntegration(CELL, 1), PRODUCT);

    private final NetworkWeights weights = TestNetworks.weights(NETWORK, 1);

    @Test
    void boundsAreThoseOfThePotentialThatAWeightAloneMakes() {
        weights.forward(0)[7] = -200;
        weights.bias(1)[2] = 200;
        assertThatCode(() -> SoundWeights.requireForward(GRADED, weights)).doesNotThrowAnyException();
        weights.forward(0)[7] = -200.001;
        assertThatThrownBy(() -> SoundWeights.requireForward(GRADED, weights))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith("F2: forward weight of layer 1 (hidden 1), unit 2 from unit 3, is -200")
                .hasMessageContainingAll("at most 200", "learning rate");
        assertThatCode(() -> SoundWeights.requireForward(RATES, weights)).doesNotThrowAnyException();
        weights.forward(0)[7] = 0x1p27;
        assertThatThrownBy(() -> SoundWeights.requireForward(RATES, weights)).hasMessageStartingWith("F1: forward");
    }

    /** Of a pathway that a theory owns, even where forward weights are sound. */
    @Test
    void backwardWeightsAreSound() {
        weights.setBackwardToRandom(NETWORK, new RandomStreams(2));
        assertThatCode(() -> SoundWeights.requireForward(RATES, weights)).doesNotThrowAnyException();
        weights.backward(1)[5] = Double.NaN;
        assertThatThrownBy(() -> SoundWeights.requireForward(RATES, weights))
                .hasMessageContaining("backward weight of layer 2 (output), unit 2 from unit 3, is NaN");
    }

    @Test
    void eachKindIsNamed() {
        weights.bias(1)[2] = Double.NaN;
        assertThatThrownBy(() -> SoundWeights.requireForward(RATES, weights))
                .hasMessageContaining("bias of layer 2 (output), unit 3, is NaN");
        weights.feedback(0)[4] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> SoundWeights.requireFeedback(RATES, weights))
                .hasMessageContaining("feedback weight of layer 1 (hidden 1), unit 2 from unit 2, is -Infinity");
        assertThatThrownBy(() -> SoundWeights.requireFinite(RATES, "biases", weights::bias))
                .hasMessageContaining("F1: the update of the biases of layer 2 (output) is NaN");
    }

    @Test
    void whenAndWhatIsLeftAreSaidOnOneLine() {
        DivergenceException e =
                new DivergenceException("F1", "what").during(2, 13).adding("left");
        assertThatThrownBy(() -> {
                    throw e;
                })
                .hasMessage("F1, epoch 2, batch 13: what; left");
    }
}

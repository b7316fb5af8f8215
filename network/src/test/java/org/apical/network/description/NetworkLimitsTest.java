package org.apical.network.description;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.ensembleControl;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.apical.network.control.ControllerDescription.Place;
import org.apical.network.description.Connectivity.Pair;
import org.apical.network.dynamics.Timing;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;

/** What cannot be: in memory, on the grid, twice. */
class NetworkLimitsTest {
    @Test
    void pairsOfUnitsThatNoArrayHoldsAreRefused() {
        assertThatThrownBy(() -> tanh(4, 5, 65_536))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "feedback weights of output must be at most 2147483639 numbers, got 65536 x 65536 = 4294967296");
        assertThatThrownBy(() -> tanh(65_536, 65_536, 3))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("projection input to hidden 1 must be at most 2147483639 numbers");
        assertThatThrownBy(() -> Connectivity.Pairs.butSelf(65_536)).isInstanceOf(ParameterException.class);
    }

    @Test
    void aPairThatIsListedTwiceIsRefused() {
        Pair pair = new Pair(3, 1);
        assertThatThrownBy(() -> new Connectivity.Pairs(List.of(pair, new Pair(1, 3), new Pair(3, 1))))
                .isInstanceOf(ParameterException.class)
                .hasMessage("connectivity.pairs must list every pair once, got [3, 1] twice");
        assertThat(new Connectivity.Pairs(List.of(pair, new Pair(1, 3))).density(4, 4))
                .isEqualTo(2 / 16.0);
    }

    @Test
    void weightsThatDoNotFitAreRefusedWithTheirSize() {
        NetworkDescription large = tanh(Collections.nCopies(30, 46_000).toArray(Integer[]::new));
        assertThatThrownBy(() -> NetworkWeights.zero(large))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("weights of the network must fit into")
                .hasMessageEndingWith("got 122729334000 numbers = 981.8 GB");
    }

    @Test
    void lanesThatNoArrayHoldsAreRefused() {
        Formulation formulation = rates(tanh(3, 4, 2), timing(5, 0.1), controller(0.1, 0), 0.5);
        assertThatThrownBy(() -> formulation.simulation(Integer.MAX_VALUE))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("input: units x lanes must be at most");
    }

    @Test
    void aControllerThatCannotBeSolvedForOrHeldIsRefused() {
        assertThatThrownBy(
                        () -> ensembleControl(PopulationKind.SPIKING, 80_000, 1).drawn(3))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("decoders of 80000 neurons must fit into");
        assertThatThrownBy(() ->
                        ensembleControl(PopulationKind.SPIKING, 200_000, 1).drawn(3))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("decoders of 200000 neurons must be at most");
        assertThatThrownBy(() -> ensembleControl(PopulationKind.SPIKING, 20, 1)
                        .drawn(3)
                        .controller(new Place(0.1, 3, 100_000_000, PRODUCT.kernels())))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("ensemble: lanes x dimensions x neurons must be at most");
    }

    @Test
    void aDelayBetweenTwoStepsIsRefused() {
        NetworkDescription network = new NetworkDescription(
                "input",
                2,
                List.of(new LayerDescription("hidden", 3, new Tanh()), new LayerDescription("out", 2, new Linear())),
                List.of(),
                List.of(
                        new ProjectionDescription(
                                "input",
                                "hidden",
                                Site.BASAL,
                                new Connectivity.Dense(),
                                1.5,
                                new InitialWeights.Xavier()),
                        ProjectionDescription.dense("hidden", "out")),
                List.of());
        Timing timing = timing(5, 0.01);
        assertThatThrownBy(() -> rates(network, timing, controller(0.1, 0), 0.5))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "projection input to hidden.delayMs must be a multiple of dtMs = 1.0 ms, next to it 1 or 2 ms, got 1.5");
    }
}

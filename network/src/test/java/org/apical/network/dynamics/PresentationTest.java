package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class PresentationTest {
    @Test
    void aRateThatIsNoNumberIsRefusedByItsPlace() {
        assertThatThrownBy(() -> presentation(new double[] {0, 1, Double.NaN}, 1, 0))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Presentation.rates, number 2, must be finite, got NaN");
    }

    @Test
    void whatIsNotOfTheSizeOfTheBlockIsRefused() {
        NetworkDescription network = tanh(3, 4, 2);
        Formulation formulation = rates(network, timing(5, 0.1), controller(0.1, 0), 0.5);
        SynapticWeights weights = formulation.map(NetworkWeights.zero(network));
        Simulation simulation = formulation.simulation(2);
        assertThatThrownBy(
                        () -> simulation.present(weights, presentation(new double[9], 3, 0), OutputTarget.ownOutput()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Presentation.rates must be 3 inputs x 2 lanes, of as many trials, got 9 of 3 trials");
        assertThatThrownBy(() -> simulation.free(weights, presentation(new double[6], 1, 0)))
                .isInstanceOf(ParameterException.class);
    }
}

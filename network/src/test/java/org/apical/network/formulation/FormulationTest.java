package org.apical.network.formulation;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.control.NoControl;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormulationTest {
    private static final NetworkDescription NETWORK = tanh(3, 4, 2);
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final Timing TIMING =
            new Timing(20, 5, 30, 1 / 80.0, 80, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);

    static Stream<Formulation> formulations() {
        return Stream.of(
                RateFormulation.of(NETWORK, TIMING, controller(0.1, 1), 0.2, PRODUCT),
                new GradedFormulation(
                        NETWORK, TIMING, controller(0.1, 1), neurons(CELL), new ExactIntegration(CELL, 1), PRODUCT),
                new SpikingFormulation(
                        NETWORK, TIMING, controller(0.1, 1), neurons(CELL), new EscapeNoiseUnits(5), 5, 1, PRODUCT));
    }

    @ParameterizedTest
    @MethodSource("formulations")
    void isTheSameUnderAnotherControllerTimingOrDendrite(Formulation f) {
        List<ApicalDendrite> slow = Collections.nCopies(NETWORK.layers(), new ApicalDendrite.LowPass(0.1));
        Timing shorter = TIMING.withSteps(10, 2, 20);
        Formulation other =
                f.withController(new NoControl()).withTiming(shorter).withApical(slow);
        assertThat(other.controller()).isEqualTo(new NoControl());
        assertThat(other.timing()).isEqualTo(shorter);
        assertThat(other.apical()).isEqualTo(slow);
        assertThat(other.withApical(f.apical()).withTiming(TIMING).withController(f.controller()))
                .isEqualTo(f);
    }

    @Test
    void namesItsTimeConstants() {
        List<List<Double>> lags = formulations().map(f -> f.lagsMs(0)).toList();
        double somaMs = CELL.somaticTimeConstantMs();
        assertThat(lags).containsExactly(List.of(0.2 * 80), List.of(somaMs), List.of(somaMs, 5.0));
    }

    @Test
    void saysWhatItIs() {
        assertThat(formulations().map(Formulation::id)).containsExactly("F1", "F2", "F3");
        assertThat(formulations().map(Formulation::spikes)).containsExactly(false, false, true);
        assertThat(formulations().map(Formulation::title))
                .containsExactly("abstract rates", "graded compartments", "spiking compartments");
    }
}

package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Onset;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.theory.SampleState;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.junit.jupiter.api.Test;

/** An input that begins after none. */
class OnsetTest {
    private static final double SHARE = 0.05;
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private final NetworkDescription network = tanh(4, 6, 3);
    private final NetworkWeights weights = TestNetworks.weights(network, 12);
    private final double[] input = uniform(5, 4);
    private final SampleState before = SampleState.feedforward(network, weights, new double[4]);
    private final SampleState after = SampleState.feedforward(network, weights, input);

    private static Timing timing(int free, Transmission transmission) {
        return new Timing(free, free / 2, 5, 0.01, transmission, ControlTiming.PROACTIVE).after(Onset.BLANK);
    }

    private List<double[][]> course(Formulation formulation) {
        List<double[][]> v = new ArrayList<>();
        formulation
                .simulation(1)
                .present(
                        formulation.map(weights),
                        presentation(input, 1, 0),
                        shifted(new double[3]),
                        (controlled, step, state) -> v.add(potentials(state)));
        return v;
    }

    /** v_n = v^ff + (1 - dt/tau_v)^n (v_0 - v^ff) in the first layer of rates, Euler's steps of an input that holds; 1e-12 of rounding. */
    @Test
    void theFirstLayerOfRatesRelaxesFromTheBlankToTheInput() {
        List<double[][]> v = course(RateFormulation.of(
                network, timing(100, Transmission.INSTANTANEOUS), controller(0.1, 0), 0.01 / SHARE, PRODUCT));
        for (int n = 1; n <= 100; n++) {
            for (int i = 0; i < 6; i++) {
                double from = before.potential(0)[i];
                double to = after.potential(0)[i];
                assertThat(v.get(n - 1)[0][i]).isCloseTo(to + Math.pow(1 - SHARE, n) * (from - to), within(1e-12));
            }
        }
    }

    /** After fifty time constants nothing of the blank is left. */
    @Test
    void everyLayerEndsInItsFeedforwardState() {
        for (Formulation formulation : List.of(
                RateFormulation.of(network, timing(1000, Transmission.PREVIOUS_STEP), controller(0.1, 0), 0.2, PRODUCT),
                new GradedFormulation(
                        network,
                        timing(1000, Transmission.INSTANTANEOUS),
                        controller(0.1, 0),
                        neurons(CELL),
                        new ExactIntegration(CELL, 1),
                        PRODUCT))) {
            List<double[][]> v = course(formulation);
            for (int l = 0; l < 2; l++) {
                assertThat(v.get(999)[l]).containsExactly(after.potential(l), within(1e-9));
                assertThat(TestNetworks.largestDifference(v.get(0)[l], before.potential(l)))
                        .isLessThan(0.2 * TestNetworks.largestDifference(after.potential(l), before.potential(l)));
            }
        }
    }

    /** Of 100 000 neurons a unit, whose potentials scatter by some 1e-3. */
    @Test
    void spikesDriveTheSameWay() {
        List<double[][]> v = course(new SpikingFormulation(
                network,
                timing(500, Transmission.PREVIOUS_STEP),
                controller(0.1, 0),
                neurons(CELL),
                new EscapeNoiseUnits(100_000),
                5,
                1,
                PRODUCT));
        for (int l = 0; l < 2; l++) {
            assertThat(v.get(0)[l]).containsExactly(before.potential(l), within(0.02));
            assertThat(v.get(499)[l]).containsExactly(after.potential(l), within(0.02));
        }
    }

    @Test
    void aBlankNeedsATimeForTheInputToArrive() {
        assertThatThrownBy(() -> timing(0, Transmission.INSTANTANEOUS))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("freeSteps");
    }
}

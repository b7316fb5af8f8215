package org.apical.network.theory;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.linear;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.TestNetworks;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.theory.LoopResponse.Noise;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.reduction.RateCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopResponseTest {
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private final double[] shift = {0.4, -0.2};

    static Stream<Formulation> formulations() {
        NetworkDescription network = linear(3, 5, 4, 2);
        Timing slow = new Timing(0, 0, 300, 0.01, 100, Transmission.PREVIOUS_STEP, ControlTiming.REACTIVE);
        Timing timing = TestNetworks.timing(300, 0.01);
        PyramidalCell reciprocal = CELL.withCoupling(Coupling.RECIPROCAL);
        return Stream.of(
                RateFormulation.of(network, timing, controller(0.1, 0.3), 0.2, PRODUCT),
                RateFormulation.of(network, slow, controller(0.1, 0), 0.2, PRODUCT),
                new GradedFormulation(
                        network, timing, controller(0.1, 0), neurons(CELL), new ExactIntegration(CELL, 1), PRODUCT),
                new GradedFormulation(
                        network,
                        timing,
                        controller(0.1, 0),
                        neurons(reciprocal),
                        new ExactIntegration(reciprocal, 1),
                        PRODUCT));
    }

    /** A linear network steps along the response: what the transform wraps, 1e-9 of e, grows by as much at the end of half a period. */
    @ParameterizedTest
    @MethodSource("formulations")
    void theErrorOfALinearNetworkIsThatOfItsSimulation(Formulation formulation) {
        NetworkDescription network = formulation.network();
        NetworkWeights weights = TestNetworks.weights(network, 5);
        double[] input = uniform(3, 3);
        double[][] expected = new LoopResponse(
                        network,
                        weights,
                        SampleState.feedforward(network, weights, input),
                        formulation.loop().orElseThrow())
                .error(shift, 300);
        double[] worst = {0};
        formulation
                .simulation(1)
                .present(formulation.map(weights), presentation(input, 1, 0), shifted(shift), (c, step, state) -> {
                    for (int o = 0; o < 2; o++) {
                        double e = state.target()[o] - state.layer(2).output()[o];
                        worst[0] = Math.max(worst[0], Math.abs(e - expected[step][o]));
                    }
                });
        assertThat(worst[0]).isLessThan(1e-7);
    }

    /** Means over a time that is long against the loop scatter as its steady states do; 10^5 tau_u, corrections tau_u/T. */
    @Test
    void overALongTimeItIsTheScatterOfSteadyStates() {
        NetworkDescription network = tanh(3, 5, 4, 2);
        SpikingFormulation formulation = spiking(network, 30);
        NetworkWeights weights = TestNetworks.weights(network, 6);
        SampleState state = SampleState.feedforward(network, weights, uniform(4, 3));
        List<RateCode> codes = formulation.neurons().rateCodes(network);
        List<Integer> n = List.of(30, 30, 30, 30);
        int steps = 10_000_000;
        double[][] variance = new LoopResponse(
                        network, weights, state, formulation.loop().orElseThrow())
                .variance(new Noise(codes, n, true), steps)[0];
        double[][] scatter = new SpikeScatter(network, weights, codes, 0.1, n, steps * 1e-3).about(state);
        for (int l = 0; l < 3; l++) {
            for (int i = 0; i < scatter[l].length; i++) {
                assertThat(Math.sqrt(variance[l][i])).isCloseTo(scatter[l][i], within(2e-3 * scatter[l][i]));
            }
        }
    }

    /**
     * Simulated: 400 lanes of a linear network, of which the last 2000 steps are looked at: of v itself and of its mean over 100 steps. Some 400 x 20 independent numbers of seven
     * units give the rms within 1 %.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void spikesScatterAsPredictedOverAnyTime(boolean controlled) {
        NetworkDescription network = linear(3, 5, 2);
        int lanes = 400;
        int settle = 1000;
        int last = 2000;
        SpikingFormulation formulation = spiking(network, 30)
                .withTiming(new Timing(
                        controlled ? 0 : settle + last,
                        0,
                        controlled ? settle + last : 1,
                        0.01,
                        100,
                        Transmission.PREVIOUS_STEP,
                        ControlTiming.PROACTIVE));
        NetworkWeights weights = TestNetworks.weights(network, 8);
        double[] input = uniform(4, 3);
        SampleState free = SampleState.feedforward(network, weights, input);
        double[][] at = {new double[2], new double[2]};
        double[] sum = new double[7 * lanes];
        double[] rates = new double[3 * lanes];
        for (int k = 0; k < rates.length; k++) {
            rates[k] = input[k / lanes];
        }
        double[] target = new double[2 * lanes];
        Arrays.setAll(target, k -> free.output()[k / lanes]);
        formulation
                .simulation(lanes)
                .present(
                        formulation.map(weights),
                        presentation(rates, lanes, 0),
                        OutputTarget.fixed(target),
                        (c, step, state) -> {
                            int n = controlled ? step - settle : step + last;
                            if (c != controlled || n < 0) {
                                return;
                            }
                            double[][] v = potentials(state);
                            for (int k = 0; k < sum.length; k++) {
                                int l = k < 5 * lanes ? 0 : 1;
                                int own = k - l * 5 * lanes;
                                double d = v[l][own] - free.potential(l)[own / lanes];
                                at[0][l] += d * d / (last * lanes);
                                sum[k] += d / 100;
                                if (n % 100 == 99) {
                                    at[1][l] += sum[k] * sum[k] / (last / 100 * lanes);
                                    sum[k] = 0;
                                }
                            }
                        });
        double[][][] predicted = new LoopResponse(
                        network, weights, free, formulation.loop().orElseThrow())
                .variance(new Noise(formulation.neurons().rateCodes(network), List.of(30, 30, 30), controlled), 1, 100);
        for (int w = 0; w < 2; w++) {
            for (int l = 0; l < 2; l++) {
                double expected = Math.sqrt(Arrays.stream(predicted[w][l]).sum());
                assertThat(Math.sqrt(at[w][l])).isCloseTo(expected, within(0.03 * expected));
            }
        }
    }

    private static SpikingFormulation spiking(NetworkDescription network, int neurons) {
        return new SpikingFormulation(
                network,
                new Timing(0, 0, 10, 0.01, 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE),
                controller(0.1, 0),
                neurons(CELL),
                new EscapeNoiseUnits(neurons),
                5,
                1,
                PRODUCT);
    }
}

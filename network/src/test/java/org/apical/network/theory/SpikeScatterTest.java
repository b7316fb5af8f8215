package org.apical.network.theory;

import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.reduction.RateCode;
import org.junit.jupiter.api.Test;

/** The spiking network itself is the second judge: AgreementTest of the application. */
class SpikeScatterTest {
    private static final double ALPHA = 0.1;
    private static final double SMALL = 1e-5;
    private static final List<Integer> NEURONS = List.of(20, 7, 30, 12);
    private static final double SECONDS = 2;

    private final NetworkDescription network = tanh(4, 6, 5, 2);
    private final NetworkWeights weights = TestNetworks.weights(network, 4);
    private final double[] input = uniform(2, 4);
    private final double[] target = {0.3, -0.2};
    private final List<RateCode> codes =
            List.of(new RateCode(100, 100), new RateCode(100, 50), new RateCode(120, 100), new RateCode(200, 20));

    private double[][] potentials(double[] at, double[] wanted) {
        SampleState state =
                SteadyState.newton(network, weights, at, wanted, ALPHA, 1e-13).state();
        return new double[][] {state.potential(0), state.potential(1), state.potential(2)};
    }

    /** The steady states that a small constant error of each rate leads to, by Newton's method. */
    @Test
    void isTheResponseToAnErrorOfEveryRate() {
        SampleState state = SteadyState.newton(network, weights, input, target, ALPHA, 1e-13)
                .state();
        double[][] variance = {new double[6], new double[5], new double[2]};
        for (int k = 0; k <= 3; k++) {
            int units = k == 0 ? 4 : network.units(k - 1);
            double[] rates = k == 0 ? input : state.rate(k - 1);
            for (int j = 0; j < units; j++) {
                double[][] up = withError(k, j, SMALL);
                double[][] down = withError(k, j, -SMALL);
                double noise =
                        codes.get(k).hz(rates[j]) / (Math.pow(codes.get(k).gainHz(), 2) * NEURONS.get(k) * SECONDS);
                for (int l = 0; l < 3; l++) {
                    for (int i = 0; i < variance[l].length; i++) {
                        variance[l][i] += Math.pow((up[l][i] - down[l][i]) / (2 * SMALL), 2) * noise;
                    }
                }
            }
        }
        double[][] scatter = new SpikeScatter(network, weights, codes, ALPHA, NEURONS, SECONDS).about(state);
        for (int l = 0; l < 3; l++) {
            for (int i = 0; i < variance[l].length; i++) {
                assertThat(scatter[l][i]).isCloseTo(Math.sqrt(variance[l][i]), within(1e-7 * scatter[l][i]));
            }
        }
    }

    /** The steady state if the receivers of unit j of a population find its rate wrong by so much: the controller is one of the output's. */
    private double[][] withError(int population, int j, double error) {
        if (population == 0) {
            double[] other = input.clone();
            other[j] += error;
            return potentials(other, target);
        }
        if (population == 3) {
            double[] other = target.clone();
            other[j] -= error;
            return potentials(input, other);
        }
        int l = population;
        double[] bias = weights.bias(l);
        double[] before = bias.clone();
        for (int i = 0; i < bias.length; i++) {
            bias[i] += weights.forward(l)[i * network.presynapticUnits(l) + j] * error;
        }
        double[][] found = potentials(input, target);
        System.arraycopy(before, 0, bias, 0, bias.length);
        return found;
    }

    @Test
    void fallsAsOneOverTheRootOfNeuronsAndTime() {
        SampleState state = SampleState.feedforward(network, weights, input);
        double few = new SpikeScatter(network, weights, codes, ALPHA, all(10), 1).about(state)[1][0];
        assertThat(new SpikeScatter(network, weights, codes, ALPHA, all(40), 1).about(state)[1][0])
                .isCloseTo(few / 2, within(1e-12));
        assertThat(new SpikeScatter(network, weights, codes, ALPHA, all(10), 9).about(state)[1][0])
                .isCloseTo(few / 3, within(1e-12));
    }

    private static List<Integer> all(int neurons) {
        return Collections.nCopies(NEURONS.size(), neurons);
    }

    @Test
    void refusesCodesAndPopulationsThatDoNotFit() {
        assertThatThrownBy(() -> new SpikeScatter(network, weights, codes.subList(0, 3), ALPHA, all(10), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("SpikeScatter.codes");
        assertThatThrownBy(() -> new SpikeScatter(network, weights, codes, ALPHA, NEURONS.subList(0, 3), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("SpikeScatter.neurons");
    }
}

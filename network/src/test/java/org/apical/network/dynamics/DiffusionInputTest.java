package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apical.network.TestNetworks;
import org.apical.network.control.NoControl;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.InputForm;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.reduction.RateCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What spikes of the input and their diffusion approximation bring to the synapses of the first layer has the same mean, covariance across units and correlation in time (physics.md 5.9). */
class DiffusionInputTest {
    private static final int INPUTS = 4;
    private static final int UNITS = 3;
    private static final int NEURONS = 20;
    private static final int TRIALS = 400;
    private static final int STEPS = 2000;
    private static final int LAG = 4;
    private static final double TAU_MS = 5;
    private static final double KEEP = Math.exp(-1 / TAU_MS);
    /** One in 100 000 of each number, of some forty. */
    private static final double MOST_STANDARD_ERRORS = 4.5;

    private static final NetworkDescription NETWORK = TestNetworks.tanh(INPUTS, UNITS, 2);
    private static final NeuronSet CODES = TestNetworks.neurons(PyramidalCell.standard());
    private static final NeuronSet CELLS =
            new NeuronSet(new RateCode(0, 100), CODES.hidden(), CODES.output(), Map.of());
    private static final double[] RATES = {0.3, 0, 1, 0.7, 0.2, 0.9, 0.5, 0.8, 0.4};

    private static SpikingFormulation formulation(NetworkDescription network, NeuronSet neurons, InputForm form) {
        Timing timing = new Timing(STEPS, 0, 1, 0.01, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        return new SpikingFormulation(
                        network, timing, new NoControl(), neurons, new EscapeNoiseUnits(NEURONS), TAU_MS, 1, PRODUCT)
                .withInput(form);
    }

    /** Means over trials of products of two numbers' departures from their expectations, with their standard errors. */
    private static final class Moment {
        private final double[] sum = new double[TRIALS];

        void add(int lane, double x) {
            sum[lane] += x / STEPS;
        }

        void assertIs(String what, double expected, double scale) {
            double mean = Arrays.stream(sum).average().orElseThrow();
            double square = Arrays.stream(sum).map(s -> (s - mean) * (s - mean)).sum();
            double standardError = Math.sqrt(square / (TRIALS - 1.0) / TRIALS);
            assertThat(Math.abs(mean - expected))
                    .as("%s: %g where %g is expected, of scale %g", what, mean, expected, scale)
                    .isLessThan(MOST_STANDARD_ERRORS * standardError + 1e-9 * scale);
        }
    }

    /**
     * Just before a kick, y = sum of kicks d^age: mean W m d/(1 - d), covariance W diag(m) W^T d^2/(1 - d^2), times d^lag between steps. A trace of spikes is the same sum, times what a spike adds; the covariance of
     * current and trace is W_ij m_j d/(1 - d^2) times that. The approximation has the mean of the trace alone. Of nine inputs, which are many for three units, it multiplies a triangular factor.
     */
    @ParameterizedTest
    @CsvSource({"SPIKES, 4", "DIFFUSION, 4", "DIFFUSION, 9"})
    void currentsHaveTheMomentsOfSpikes(InputForm form, int inputs) {
        double[] firing = Arrays.copyOf(RATES, inputs);
        NetworkDescription network = TestNetworks.tanh(inputs, UNITS, 2);
        SpikingFormulation formulation = formulation(network, CELLS, form);
        SynapticWeights weights = formulation.map(TestNetworks.weights(network, 7));
        double[] w = weights.forward(0).byUnit();
        double[] m = Arrays.stream(firing).map(r -> NEURONS * 0.1 * r).toArray();
        double perSpike = (1 - KEEP) / (NEURONS * 0.1);
        double[] expected = new double[UNITS];
        for (int i = 0; i < UNITS; i++) {
            for (int j = 0; j < inputs; j++) {
                expected[i] += w[i * inputs + j] * m[j] * KEEP / (1 - KEEP);
            }
        }
        Moment[] mean = moments(UNITS);
        Moment[] across = moments(UNITS * UNITS);
        Moment[] later = moments(UNITS * UNITS);
        Moment[] traced = moments(UNITS * inputs);
        Moment[] trace = moments(inputs);
        double[][] past = new double[LAG][UNITS * TRIALS];
        double[] rates = new double[inputs * TRIALS];
        for (int k = 0; k < rates.length; k++) {
            rates[k] = firing[k / TRIALS];
        }
        // the first steps begin at the mean, without its fluctuations: d^2 per step forgets that
        int first = 100;
        Simulation simulation = formulation.simulation(TRIALS);
        simulation.free(weights, TestNetworks.presentation(rates, TRIALS, 0), (controlled, step, state) -> {
            double[] y = ((SpikingLayer) state.layer(0)).population().input().basalSynapticPicoA();
            int n = step + STEPS;
            double[] before = past[n % LAG];
            for (int lane = 0; lane < TRIALS && n >= first; lane++) {
                double share = (double) STEPS / (STEPS - first);
                for (int j = 0; j < inputs; j++) {
                    trace[j].add(lane, share * state.input().trace()[j * TRIALS + lane]);
                }
                for (int i = 0; i < UNITS; i++) {
                    double a = y[i * TRIALS + lane] - expected[i];
                    mean[i].add(lane, share * a);
                    for (int k = 0; k < UNITS; k++) {
                        across[i * UNITS + k].add(lane, share * a * (y[k * TRIALS + lane] - expected[k]));
                        later[i * UNITS + k].add(lane, share * a * (before[k * TRIALS + lane] - expected[k]));
                    }
                    for (int j = 0; j < inputs; j++) {
                        traced[i * inputs + j].add(
                                lane, share * a * (state.input().trace()[j * TRIALS + lane] - firing[j]));
                    }
                }
            }
            System.arraycopy(y, 0, before, 0, before.length);
        });
        double own = 0;
        for (int i = 0; i < UNITS; i++) {
            for (int k = 0; k < UNITS; k++) {
                double covariance = 0;
                double magnitude = 0;
                for (int j = 0; j < inputs; j++) {
                    covariance += w[i * inputs + j] * m[j] * w[k * inputs + j] * KEEP * KEEP / (1 - KEEP * KEEP);
                    magnitude += Math.abs(w[i * inputs + j] * m[j] * w[k * inputs + j]);
                }
                across[i * UNITS + k].assertIs("covariance of " + i + ", " + k, covariance, magnitude);
                later[i * UNITS + k].assertIs(
                        "the same, " + LAG + " steps apart", Math.pow(KEEP, LAG) * covariance, magnitude);
                own = Math.max(own, i == k ? 0 : Math.abs(covariance) / magnitude);
            }
            mean[i].assertIs("mean of " + i, 0, Math.abs(expected[i]));
        }
        // units that share sources are correlated at all
        assertThat(own).isGreaterThan(0.1);
        for (int j = 0; j < inputs; j++) {
            trace[j].assertIs("trace " + j, firing[j], 1);
            for (int i = 0; i < UNITS; i++) {
                // a spike reaches the trace in the step in which it is fired, the dendrite in the next
                double together = form == InputForm.SPIKES
                        ? w[i * inputs + j] * perSpike * m[j] * KEEP * KEEP / (1 - KEEP * KEEP)
                        : 0;
                traced[i * inputs + j].assertIs(
                        "current " + i + " and trace " + j, together, Math.abs(w[i * inputs + j]) * perSpike);
            }
        }
    }

    private static Moment[] moments(int n) {
        Moment[] moments = new Moment[n];
        Arrays.setAll(moments, k -> new Moment());
        return moments;
    }

    /** U^T U = C to n roundings of its variances, of full rank and of less. */
    @Test
    void factorsGiveTheCovariance() {
        int n = 40;
        for (int rank : new int[] {1, 25, 40, 90}) {
            double[] a = TestNetworks.uniform(rank, n * rank);
            double[] c = new double[n * n];
            PRODUCT.multiplyTransposedAdd(n, rank, n, a, a, c);
            double[] u = new double[n * n];
            DiffusionInput.cholesky(n, c.clone(), u);
            double[] ut = new double[n * n];
            org.apical.neuron.kernel.MatrixProduct.transpose(n, n, u, ut);
            double[] product = new double[n * n];
            PRODUCT.multiplyAdd(n, n, n, ut, u, product);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    // a variance of up to n roundings may be left out, and with it covariances up to the root of the
                    // product with another: 1e-14 C_ii at most, 1e-7 of the noise
                    double tolerance =
                            4 * n * Math.sqrt(n * 0x1p-52) * 0x1p-26 * Math.sqrt(c[i * n + i] * c[k * n + k]);
                    assertThat(Math.abs(product[i * n + k] - c[i * n + k])).isLessThan(tolerance);
                }
            }
        }
    }

    @Test
    void conductancesTakeSpikesAlone() {
        NeuronSet conductances = TestNetworks.withConductances(CELLS, 0.3);
        assertThatThrownBy(() -> formulation(NETWORK, conductances, InputForm.DIFFUSION))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("SpikingFormulation.input");
        assertThat(List.of(formulation(NETWORK, conductances, InputForm.SPIKES)))
                .isNotEmpty();
    }
}

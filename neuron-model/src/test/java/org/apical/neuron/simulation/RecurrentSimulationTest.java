package org.apical.neuron.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.projection.SparseWeights;
import org.apical.neuron.simulation.RecurrentSimulation.Part;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.CurrentSynapse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentSimulationTest {
    private static final int NEURONS = 60;
    private static final int TILE = 10;
    private static final int ROW = 12;
    private static final int STEPS = 3000;
    private static final double DT_MS = 0.1;
    private static final double TAU_MS = 10;
    private static final double SYNAPSE_MS = 0.5;
    private static final double PICO_F = 250;
    private static final double REST_MV = -65;
    private static final double THRESHOLD_MV = -50;
    private static final int REFRACTORY_STEPS = 20;

    private final int[][] unit = new int[NEURONS][ROW];
    private final int[][] delay = new int[NEURONS][ROW];
    private final double[][] weight = new double[NEURONS][ROW];

    RecurrentSimulationTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int source = 0; source < NEURONS; source++) {
            for (int k = 0; k < ROW; k++) {
                unit[source][k] = random.nextInt(NEURONS);
                delay[source][k] = random.nextInt(1, 30);
                weight[source][k] = source % 5 == 0 ? -random.nextDouble(900) : random.nextDouble(300);
            }
        }
    }

    /** A drive of some Hz that each neuron has of its own: which it is decides when, not how neurons are cut. */
    private static double drive(int step, int neuron) {
        return (step * 31 + neuron * 17) % 101 < 11 ? 750 : 0;
    }

    /** The equations of one compartment in closed form, every synapse visited in every step: the same spikes, potentials within rounding. */
    @Test
    void equalsThePlainNetwork() {
        Run run = run(1);
        double pv = Math.exp(-DT_MS / TAU_MS);
        double pi = Math.exp(-DT_MS / SYNAPSE_MS);
        double pvi = (pv - pi) / (1 / SYNAPSE_MS - 1 / TAU_MS) / PICO_F;
        double[] v = new double[NEURONS];
        Arrays.fill(v, REST_MV);
        double[] i = new double[NEURONS];
        int[] free = new int[NEURONS];
        double[][] under = new double[STEPS + 30][NEURONS];
        List<String> spikes = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            for (int n = 0; n < NEURONS; n++) {
                if (free[n] <= step) {
                    v[n] = REST_MV + pv * (v[n] - REST_MV) + pvi * i[n];
                }
                i[n] *= pi;
                if (v[n] >= THRESHOLD_MV && free[n] <= step) {
                    spikes.add(step + " " + n);
                    v[n] = REST_MV;
                    free[n] = step + REFRACTORY_STEPS;
                    for (int k = 0; k < ROW; k++) {
                        under[step + delay[n][k]][unit[n][k]] += weight[n][k];
                    }
                }
            }
            for (int n = 0; n < NEURONS; n++) {
                i[n] += under[step][n];
                i[n] += drive(step, n);
            }
        }
        assertThat(run.spikes).isEqualTo(spikes);
        // 5 to 50 Hz: the network does something
        assertThat(spikes.size() / (NEURONS * STEPS * DT_MS / 1000)).isBetween(5.0, 50.0);
        for (int n = 0; n < NEURONS; n++) {
            // a rounding of 1e-14 mV is forgotten within some 10 ms
            assertThat(run.somaMv[n]).isCloseTo(v[n], within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void noBitDependsOnThreads(int parts) {
        Run one = run(1);
        Run several = run(parts);
        assertThat(several.spikes).isEqualTo(one.spikes);
        assertThat(several.somaMv).isEqualTo(one.somaMv);
    }

    @Test
    void whatAPartThrowsIsThrown() {
        List<Part> parts = List.of(part(0, 30, new SpikeRecorder(), -1), part(30, 30, new SpikeRecorder(), 50));
        RecurrentSimulation simulation = new RecurrentSimulation(parts, "I", weights());
        assertThatThrownBy(() -> simulation.run(STEPS))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("V_soma of neuron 3 is NaN mV after step 51");
    }

    @Test
    void partsThatAreNotTheNetworkAreRejected() {
        assertThatThrownBy(() -> new RecurrentSimulation(List.of(part(0, 30, new SpikeRecorder(), -1)), "I", weights()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("RecurrentSimulation.parts must hold the 60 sources and 60 units of the weights, got 30");
        assertThatThrownBy(() -> new RecurrentSimulation(
                        List.of(part(0, 35, new SpikeRecorder(), -1), part(35, 25, new SpikeRecorder(), -1)),
                        "I",
                        weights()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("SparseProjection units must be whole tiles of 10 of 60, got 0 to 34");
    }

    /** Spikes as "step neuron", and potentials at the end. */
    private record Run(List<String> spikes, double[] somaMv) {}

    private Run run(int count) {
        List<Part> parts = new ArrayList<>();
        List<SpikeRecorder> recorders = new ArrayList<>();
        int size = NEURONS / count;
        for (int p = 0; p < count; p++) {
            recorders.add(new SpikeRecorder());
            parts.add(part(p * size, size, recorders.get(p), -1));
        }
        RecurrentSimulation simulation = new RecurrentSimulation(parts, "I", weights());
        simulation.run(STEPS - 1000);
        simulation.run(1000);
        List<String> spikes = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            for (int p = 0; p < count; p++) {
                SpikeRecorder recorder = recorders.get(p);
                for (int k = 0; k < recorder.size(); k++) {
                    if (recorder.step(k) == step) {
                        spikes.add(step + " " + (p * size + recorder.neuron(k)));
                    }
                }
            }
        }
        return new Run(
                spikes,
                parts.stream()
                        .flatMapToDouble(part ->
                                Arrays.stream(part.neurons().compartments().somaMv()))
                        .toArray());
    }

    /** @param failsAt the step after which a neuron is driven by no number; never where negative */
    private static Part part(int first, int size, SpikeRecorder recorder, int failsAt) {
        PyramidalCell cell =
                new PyramidalCell(new Compartment(PICO_F, PICO_F / TAU_MS), List.of(), REST_MV, Coupling.RECIPROCAL);
        NeuronModel model = new NeuronModel(
                cell,
                List.of(new CurrentSynapse("I", PyramidalCell.SOMA, SYNAPSE_MS)),
                new LeakyIntegrateAndFire(THRESHOLD_MV, REST_MV, REFRACTORY_STEPS * DT_MS));
        Stimulus stimulus = new Stimulus() {
            @Override
            public void spikes(int step, NeuronPopulation neurons) {
                for (int n = 0; n < size; n++) {
                    neurons.input("I")[n] += drive(step, first + n);
                }
                if (step == failsAt) {
                    neurons.input("I")[3] = Double.NaN;
                }
            }
        };
        NeuronPopulation neurons = new NeuronPopulation(model, Stepping.of(model, DT_MS), Layout.of(size));
        return new Part(neurons, stimulus, List.of(recorder));
    }

    private SparseWeights weights() {
        SparseWeights.Builder rows = new SparseWeights.Builder(NEURONS, NEURONS, TILE, 29, NEURONS * ROW);
        for (int source = 0; source < NEURONS; source++) {
            rows.row(unit[source], delay[source], weight[source], ROW);
        }
        return rows.build();
    }
}

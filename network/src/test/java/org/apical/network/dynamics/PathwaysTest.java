package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.largestDifference;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.control.NoControl;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.theory.SampleState;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;

/** Delays, lateral, recurrent and source projections. */
class PathwaysTest {
    private static final double DT_MS = 1;
    private static final int LANES = 3;
    private final double[] input = uniform(1, 4 * LANES);
    private final double[] shift = uniform(2, 2 * LANES);

    private static ProjectionDescription projection(
            String from, String to, Site site, double delayMs, double deviation) {
        return new ProjectionDescription(
                from, to, site, new Connectivity.Dense(), delayMs, new InitialWeights.Normal(0, deviation));
    }

    private static NetworkDescription network(
            double forwardDelayMs, List<SourceDescription> sources, List<ProjectionDescription> others) {
        return new NetworkDescription(
                "input",
                4,
                List.of(new LayerDescription("hidden", 5, new Tanh()), new LayerDescription("out", 2, new Linear())),
                sources,
                List.of(
                        projection("input", "hidden", Site.BASAL, forwardDelayMs, 0.5),
                        projection("hidden", "out", Site.BASAL, forwardDelayMs, 0.5)),
                others);
    }

    private static NetworkWeights weights(NetworkDescription network) {
        return NetworkWeights.draw(network, new RandomStreams(7));
    }

    private static Timing timing(int free, int steps, Transmission transmission) {
        return new Timing(free, free / 2, steps, DT_MS / 100, transmission, ControlTiming.PROACTIVE);
    }

    private static GradedFormulation graded(NetworkDescription network, Timing timing) {
        PyramidalCell cell = PyramidalCell.standard();
        return new GradedFormulation(
                network, timing, controller(0.1, 0), neurons(cell), new ExactIntegration(cell, DT_MS), PRODUCT);
    }

    private static SpikingFormulation spiking(NetworkDescription network, Timing timing, SpikingUnits units) {
        return new SpikingFormulation(
                network, timing, controller(0.1, 0), neurons(PyramidalCell.standard()), units, 5, DT_MS, PRODUCT);
    }

    private List<double[][]> path(Formulation formulation) {
        var trajectory = new TestNetworks.Trajectory();
        formulation
                .simulation(LANES)
                .present(
                        formulation.map(weights(formulation.network())),
                        presentation(input, LANES, 0),
                        shifted(shift),
                        trajectory);
        return trajectory.v;
    }

    /** The previous step's output is what a delay of one step brings: a line of buffers and the order of layers must say the same. */
    @Test
    void aDelayOfOneStepIsTransmissionOfThePreviousStep() {
        NetworkDescription delayed = network(DT_MS, List.of(), List.of());
        NetworkDescription plain = network(0, List.of(), List.of());
        Timing instantaneous = timing(0, 50, Transmission.INSTANTANEOUS);
        Timing previous = timing(0, 50, Transmission.PREVIOUS_STEP);
        assertSamePath(
                rates(delayed, instantaneous, controller(0.1, 0), 0.2),
                rates(plain, previous, controller(0.1, 0), 0.2));
        assertSamePath(graded(delayed, instantaneous), graded(plain, previous));
        SpikingUnits units = new EscapeNoiseUnits(3);
        assertSamePath(
                spiking(delayed, timing(20, 50, Transmission.INSTANTANEOUS), units),
                spiking(plain, timing(20, 50, Transmission.PREVIOUS_STEP), units));
    }

    private void assertSamePath(Formulation a, Formulation b) {
        List<double[][]> left = path(a);
        List<double[][]> right = path(b);
        for (int step = 0; step < left.size(); step++) {
            assertThat(left.get(step)).isDeepEqualTo(right.get(step));
        }
        assertThat(left.get(49)[1]).isNotEqualTo(left.get(0)[1]);
    }

    /** Only its own feedback moves the output before what the hidden layer does arrives. */
    @Test
    void whatLeavesArrivesAfterTheDelayAndNotBefore() {
        int delay = 7;
        List<double[][]> slow = path(rates(
                network(delay * DT_MS, List.of(), List.of()),
                timing(0, 30, Transmission.INSTANTANEOUS),
                controller(0.1, 0),
                0.2));
        NetworkDescription network = network(0, List.of(), List.of());
        NetworkWeights cut = weights(network);
        java.util.Arrays.fill(cut.feedback(0), 0);
        var trajectory = new TestNetworks.Trajectory();
        Formulation formulation = rates(network, timing(0, 30, Transmission.INSTANTANEOUS), controller(0.1, 0), 0.2);
        formulation
                .simulation(LANES)
                .present(formulation.map(cut), presentation(input, LANES, 0), shifted(shift), trajectory);
        for (int step = 0; step <= delay; step++) {
            assertThat(slow.get(step)[1]).isEqualTo(trajectory.v.get(step)[1]);
        }
        assertThat(slow.get(delay + 1)[1]).isNotEqualTo(trajectory.v.get(delay + 1)[1]);
    }

    /** v = W r_0 + A phi(v_hidden) + B phi(v_out) + s, found by iterating the equation itself; the graded network ends there from its free state. */
    @Test
    void lateralRecurrentAndSourceProjectionsSettleWhereTheirEquationsSay() {
        NetworkDescription network = network(
                0,
                List.of(new SourceDescription("tonic", 3, 1, 40)),
                List.of(
                        projection("hidden", "hidden", Site.BASAL, 2, 0.2),
                        projection("out", "hidden", Site.BASAL, 5, 0.2),
                        projection("tonic", "hidden", Site.BASAL, 1, 0.3),
                        projection("tonic", "out", Site.APICAL, 1, 0.3)));
        NetworkWeights w = weights(network);
        GradedFormulation formulation = graded(network, timing(2000, 1, Transmission.INSTANTANEOUS));
        Simulation simulation = formulation.simulation(LANES);
        simulation.free(formulation.map(w), presentation(input, LANES, 0));
        double[][] v = potentials(simulation);
        double[] hidden = new double[5 * LANES];
        double[] out = new double[2 * LANES];
        for (int iteration = 0; iteration < 500; iteration++) {
            double[] r = hidden.clone();
            for (int k = 0; k < r.length; k++) {
                r[k] = Math.tanh(r[k]);
            }
            double[] nextHidden = new double[hidden.length];
            double[] nextOut = new double[out.length];
            double[] ones = new double[3 * LANES];
            java.util.Arrays.fill(ones, 1);
            addProduct(w.forward(0), input, nextHidden);
            addProduct(w.other(0), r, nextHidden);
            addProduct(w.other(1), out, nextHidden);
            addProduct(w.other(2), ones, nextHidden);
            addProduct(w.forward(1), r, nextOut);
            addProduct(w.other(3), ones, nextOut);
            hidden = nextHidden;
            out = nextOut;
        }
        // 2 s are 100 time constants; potentials of 70 mV carry 5 mV per unit
        assertThat(largestDifference(v[0], hidden)).isLessThan(1e-12);
        assertThat(largestDifference(v[1], out)).isLessThan(1e-12);
    }

    private static void addProduct(double[] weights, double[] x, double[] sum) {
        int columns = x.length / LANES;
        for (int i = 0; i < sum.length / LANES; i++) {
            for (int j = 0; j < columns; j++) {
                for (int lane = 0; lane < LANES; lane++) {
                    sum[i * LANES + lane] += weights[i * columns + j] * x[j * LANES + lane];
                }
            }
        }
    }

    /** A linear network with lateral and source projections: spikes give on average what graded neurons give, |z| < 4 over the units. */
    @Test
    void spikesThroughOtherProjectionsAgreeOnAverageWithGradedNeurons() {
        NetworkDescription network = new NetworkDescription(
                "input",
                4,
                List.of(new LayerDescription("hidden", 5, new Linear()), new LayerDescription("out", 2, new Linear())),
                List.of(new SourceDescription("tonic", 3, 50, 40)),
                List.of(
                        projection("input", "hidden", Site.BASAL, 0, 0.5),
                        projection("hidden", "out", Site.BASAL, 3, 0.5)),
                List.of(
                        projection("hidden", "hidden", Site.BASAL, 2, 0.2),
                        projection("out", "hidden", Site.BASAL, 5, 0.2),
                        projection("tonic", "out", Site.APICAL, 1, 0.3)));
        NetworkWeights w = weights(network);
        int lanes = 60;
        double[] same = new double[4 * lanes];
        for (int k = 0; k < same.length; k++) {
            same[k] = 0.2 * (k / lanes) - 0.3;
        }
        GradedFormulation formulation = graded(network, timing(2000, 1, Transmission.INSTANTANEOUS));
        Simulation expected = formulation.simulation(lanes);
        expected.free(formulation.map(w), presentation(same, lanes, 0));
        SpikingFormulation noisy =
                spiking(network, timing(4000, 1, Transmission.PREVIOUS_STEP), new EscapeNoiseUnits(50));
        Simulation found = noisy.simulation(lanes);
        found.free(noisy.map(w), presentation(same, lanes, 0));
        for (int o = 0; o < 2; o++) {
            double mean = 0;
            double squares = 0;
            for (int lane = 0; lane < lanes; lane++) {
                double x = found.freeOutput()[o * lanes + lane];
                mean += x / lanes;
                squares += x * x / lanes;
            }
            double error = Math.sqrt((squares - mean * mean) / lanes);
            assertThat(Math.abs(mean - expected.freeOutput()[o * lanes])).isLessThan(4 * error);
            assertThat(error).isLessThan(0.02);
        }
    }

    /** What only learning needs changes no spike: single neurons, three of whose inputs may be absent. */
    @Test
    void aNetworkWithoutPlasticityFiresTheSameSpikes() {
        NetworkDescription network = network(
                0,
                List.of(new SourceDescription("top", 3, 1, 40)),
                List.of(projection("top", "hidden", Site.APICAL, 1, 0.3)));
        SpikingUnits units = new NeuronUnits(1, LeakyIntegrateAndFire.standard(), 3);
        SpikingFormulation formulation = new SpikingFormulation(
                network,
                timing(300, 1, Transmission.PREVIOUS_STEP),
                new NoControl(),
                neurons(PyramidalCell.standard()),
                units,
                5,
                DT_MS,
                PRODUCT);
        assertThat(spikes(formulation, formulation.staticSimulation(LANES)))
                .isEqualTo(spikes(formulation, formulation.simulation(LANES)))
                .anyMatch(x -> x > 0);
    }

    private List<Double> spikes(SpikingFormulation formulation, Simulation simulation) {
        List<Double> all = new ArrayList<>();
        simulation.free(
                formulation.map(weights(formulation.network())),
                presentation(input, LANES, 0),
                (controlled, step, state) -> {
                    for (double count : state.layer(0).transmitted()) {
                        all.add(count);
                    }
                });
        return all;
    }

    @Test
    void whatCannotRunIsRefused() {
        NetworkDescription lateral = network(0, List.of(), List.of(projection("hidden", "hidden", Site.BASAL, 1, 0.1)));
        assertThatThrownBy(() -> SampleState.feedforward(lateral, NetworkWeights.zero(lateral), new double[4]))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("SampleState.network must be a chain");
        assertThatThrownBy(() -> network(0, List.of(), List.of(projection("hidden", "hidden", Site.BASAL, 0, 0.1))))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("hidden to hidden.delayMs must be > 0 ms on a recurrent path, got 0.0");
        assertThatThrownBy(() -> network(0, List.of(), List.of(projection("nobody", "hidden", Site.BASAL, 1, 0.1))))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("projection.from must be a layer or a source: hidden, out")
                .hasMessageContaining("got nobody");
        assertThatThrownBy(() -> network(0, List.of(), List.of(projection("hidden", "input", Site.BASAL, 1, 0.1))))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("projection.to must be a layer");
    }
}

package org.apical.network.formulation;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.ensembleControl;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.run;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.DelayedControl;
import org.apical.network.control.NoControl;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.PopulationKind;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mechanism that is absent is absent in every formulation. */
class AbsentMechanismTest {
    private static final int LANES = 3;
    private static final int STEPS = 60;
    private static final PyramidalCell CELL = PyramidalCell.standard();

    static Stream<ControllerDescription> noControllers() {
        return Stream.of(
                new NoControl(),
                new DelayedControl(new NoControl(), 3, 1),
                new NoControl().withLaw(controller(0.1, 1)).drawn(2).deterministic());
    }

    private static NetworkDescription network(double sourceHz) {
        return new NetworkDescription(
                "input",
                4,
                List.of(new LayerDescription("hidden", 5, new Tanh()), new LayerDescription("out", 2, new Linear())),
                List.of(new SourceDescription("source", 2, 3, sourceHz)),
                List.of(ProjectionDescription.dense("input", "hidden"), ProjectionDescription.dense("hidden", "out")),
                List.of(new ProjectionDescription(
                        "source",
                        "hidden",
                        Site.BASAL,
                        new Connectivity.Dense(),
                        1,
                        new InitialWeights.Normal(0.5, 0.1))));
    }

    private static List<Formulation> formulations(NetworkDescription network, ControllerDescription controller) {
        Timing timing = new Timing(20, 5, STEPS, 1 / 400.0, 400, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        return List.of(
                RateFormulation.of(network, timing, controller, CELL.somaticTimeConstantMs() / 400, PRODUCT),
                new GradedFormulation(
                        network, timing, controller, neurons(CELL), new ExactIntegration(CELL, 1), PRODUCT),
                new SpikingFormulation(
                        network, timing, controller, neurons(CELL), new EscapeNoiseUnits(30), 5, 1, PRODUCT),
                new SpikingFormulation(
                        network, timing, controller, neurons(CELL), NeuronUnits.standard(4), 5, 1, PRODUCT));
    }

    private static List<double[]> potentialsOf(
            Formulation formulation, NetworkWeights weights, List<double[]> controls) {
        List<double[]> v = new ArrayList<>();
        StepObserver all = (controlled, step, state) -> {
            controls.add(state.control().clone());
            v.addAll(Arrays.asList(potentials(state)));
        };
        run(formulation, weights, uniform(1, 4 * LANES), LANES, shifted(uniform(2, 2 * LANES)), all);
        return v;
    }

    /** Whatever the feedback weights and the error, nothing leaves the controller, and no bit is other than without feedback weights. */
    @ParameterizedTest
    @MethodSource("noControllers")
    void withoutControllerNothingControls(ControllerDescription none) {
        NetworkDescription network = network(40);
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(3));
        NetworkWeights open = weights.copy();
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(open.feedback(l), 0);
        }
        for (Formulation formulation : formulations(network, none)) {
            List<double[]> u = new ArrayList<>();
            List<double[]> with = potentialsOf(formulation, weights, u);
            List<double[]> without = potentialsOf(formulation, open, new ArrayList<>());
            assertThat(u).as(formulation.id()).allSatisfy(x -> assertThat(x).containsOnly(0));
            assertThat(with.toArray(double[][]::new)).isDeepEqualTo(without.toArray(double[][]::new));
        }
        // a controller would have moved them
        for (Formulation formulation : formulations(network, controller(0.1, 1))) {
            List<double[]> with = potentialsOf(formulation, weights, new ArrayList<>());
            List<double[]> without = potentialsOf(formulation, open, new ArrayList<>());
            assertThat(with.get(with.size() - 1)).isNotEqualTo(without.get(without.size() - 1));
        }
    }

    /** Without weights either, units rest where they start: at v = 0. */
    @ParameterizedTest
    @MethodSource("noControllers")
    void withoutWeightsUnitsRest(ControllerDescription none) {
        NetworkDescription network = network(40);
        for (Formulation formulation : formulations(network, none).subList(0, 3)) {
            List<double[]> v = potentialsOf(formulation, NetworkWeights.zero(network), new ArrayList<>());
            assertThat(v).allSatisfy(x -> assertThat(x).containsExactly(new double[x.length], within(1e-12)));
        }
    }

    static Stream<ControllerDescription> controllers() {
        return Stream.of(controller(0.1, 1), ensembleControl(PopulationKind.SPIKING, 20, 1), new NoControl());
    }

    /** A source at 0 Hz sends nothing, whatever its weights: the same bits as without weights. */
    @ParameterizedTest
    @MethodSource("controllers")
    void aSilentSourceSendsNothing(ControllerDescription c) {
        NetworkDescription silent = network(0);
        NetworkWeights weights = NetworkWeights.draw(silent, new RandomStreams(3));
        NetworkWeights without = weights.copy();
        Arrays.fill(without.other(0), 0);
        for (Formulation formulation : formulations(silent, c)) {
            List<double[]> with = potentialsOf(formulation, weights, new ArrayList<>());
            assertThat(with.toArray(double[][]::new))
                    .isDeepEqualTo(potentialsOf(formulation, without, new ArrayList<>())
                            .toArray(double[][]::new));
            NetworkWeights back = formulation.abstractWeights(formulation.map(weights));
            assertThat(back.other(0)).containsExactly(weights.other(0), within(1e-12));
        }
        for (Formulation formulation : formulations(network(40), c)) {
            Simulation with = run(formulation, weights, uniform(1, 4 * LANES), LANES, shifted(uniform(2, 2 * LANES)));
            Simulation none = run(formulation, without, uniform(1, 4 * LANES), LANES, shifted(uniform(2, 2 * LANES)));
            assertThat(potentials(with)[0]).isNotEqualTo(potentials(none)[0]);
        }
    }
}

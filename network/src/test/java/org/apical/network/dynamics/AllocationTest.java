package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.scattered;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apical.network.Allocation;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.Competition;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.Scatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Some window of a hundred steps passes without a byte, once the code is compiled. */
class AllocationTest {
    private static final int LANES = 4;
    private static final int STEPS = 400;
    private static final double DT_MS = 1;
    private static final NetworkDescription NETWORK = tanh(12, 20, 8, 5);
    private static final NeuronSet SCATTERED =
            scattered(NETWORK, neurons(PyramidalCell.standard()), new Scatter(0.2, 0.2, 1, 0.2));
    private static final int WINDOW = 100;
    /** Compiled code allocates nothing; until all of it is compiled, vectors are objects, and on a busy machine the compiler is slow. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    static Stream<Arguments> formulations() {
        PyramidalCell cell = PyramidalCell.standard();
        return Stream.of(
                        Map.entry("F1", (Made) timing -> rates(NETWORK, timing, controller(0.1, 0.5), 0.2)),
                        Map.entry("F1, noise", (Made) timing -> rates(NETWORK, timing, controller(0.1, 0.5), 0.2)
                                .withApical(Collections.nCopies(3, new ApicalDendrite.Fluctuating(0.1, 0.1)))),
                        Map.entry("F1, inversion dynamics", (Made)
                                timing -> rates(NETWORK, timing, controller(0.1, 0.5), 0.2)
                                        .withFeedback(new FeedbackPath.Inversion(0.1))),
                        Map.entry("F2", (Made) timing -> new GradedFormulation(
                                NETWORK,
                                timing,
                                controller(0.1, 0.5),
                                neurons(cell),
                                new ExactIntegration(cell, DT_MS),
                                PRODUCT)),
                        Map.entry("F2, units that differ, noise", (Made) timing -> new GradedFormulation(
                                        NETWORK,
                                        timing,
                                        controller(0.1, 0.5),
                                        SCATTERED,
                                        new ExactIntegration(cell, DT_MS),
                                        PRODUCT)
                                .withApical(Collections.nCopies(3, new ApicalDendrite.Fluctuating(0.1, 0.1)))),
                        Map.entry("F3, LIF, units that differ", (Made) timing -> new SpikingFormulation(
                                NETWORK,
                                timing,
                                controller(0.1, 0),
                                SCATTERED,
                                NeuronUnits.standard(3),
                                5,
                                DT_MS,
                                PRODUCT)),
                        Map.entry("F1, competition and plastic lateral synapses", (Made)
                                timing -> rates(sparseRecurrent(), timing, controller(0.1, 0.5), 0.2)),
                        Map.entry("F2, the same", (Made) timing -> new GradedFormulation(
                                sparseRecurrent(),
                                timing,
                                controller(0.1, 0.5),
                                neurons(cell),
                                new ExactIntegration(cell, DT_MS),
                                PRODUCT)),
                        Map.entry("F3", (Made) timing -> spiking(timing, controller(0.1, 0.5))),
                        Map.entry("F3, large populations, counts above 32 a step", (Made)
                                timing -> new SpikingFormulation(
                                        NETWORK,
                                        timing,
                                        controller(0.1, 0),
                                        neurons(cell),
                                        new EscapeNoiseUnits(200),
                                        5,
                                        DT_MS,
                                        PRODUCT)),
                        Map.entry("F3, single LIF neurons", (Made) timing -> new SpikingFormulation(
                                NETWORK,
                                timing,
                                controller(0.1, 0),
                                neurons(cell),
                                NeuronUnits.standard(1),
                                5,
                                DT_MS,
                                PRODUCT)),
                        Map.entry("F3, spiking controller", (Made) timing ->
                                spiking(timing, TestNetworks.ensembleControl(PopulationKind.SPIKING, 50, DT_MS))))
                .map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    private static NetworkDescription sparseRecurrent() {
        List<LayerDescription> chain = new ArrayList<>(NETWORK.chain());
        chain.set(0, chain.get(0).withCompetition(Competition.WinnerTakeAll.ofTargets(0.3)));
        return new NetworkDescription(
                NETWORK.input(),
                NETWORK.inputs(),
                chain,
                List.of(),
                NETWORK.forward(),
                List.of(ProjectionDescription.lateral("hidden 1", 20, 2)));
    }

    private static Formulation spiking(Timing timing, ControllerDescription controller) {
        return new SpikingFormulation(
                NETWORK,
                timing,
                controller,
                neurons(PyramidalCell.standard()),
                new EscapeNoiseUnits(5),
                5,
                DT_MS,
                PRODUCT);
    }

    private interface Made {
        Formulation with(Timing timing);
    }

    @Tag("allocation")
    @ParameterizedTest(name = "{0}")
    @MethodSource("formulations")
    void aStepAllocatesNothing(String name, Made made) {
        Timing timing = new Timing(STEPS, 1, STEPS, DT_MS / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        Formulation formulation = made.with(timing);
        NetworkWeights weights = TestNetworks.weights(formulation.network(), 3);
        weights.setBackwardToTranspose(formulation.network());
        SynapticWeights mapped = formulation.map(weights);
        Simulation simulation = formulation.simulation(LANES);
        Presentation presentation = presentation(uniform(1, 12 * LANES), LANES, 0);
        OutputTarget target = shifted(uniform(2, 5 * LANES));
        Windows free = new Windows();
        Windows controlled = new Windows();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end && !(free.least == 0 && controlled.least == 0)) {
            simulation.present(
                    mapped, presentation, target, (on, step, state) -> (on ? controlled : free).step(Math.abs(step)));
        }
        assertThat(free.least).as("bytes in %d free steps of %s", WINDOW, name).isZero();
        assertThat(controlled.least)
                .as("bytes in %d controlled steps of %s", WINDOW, name)
                .isZero();
    }

    /** Least number of bytes that this thread has allocated in a window of steps. */
    private static final class Windows {
        private long before;
        private boolean begun;
        long least = Long.MAX_VALUE;

        void step(int step) {
            if (step % WINDOW != 0) {
                return;
            }
            long now = Allocation.bytes();
            if (begun && step > 0 && step < STEPS) {
                least = Math.min(least, now - before);
            }
            begun = true;
            before = now;
        }
    }
}

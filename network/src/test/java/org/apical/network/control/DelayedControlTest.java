package org.apical.network.control;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.apical.network.TestNetworks.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Settling;
import org.apical.network.dynamics.SettlingMonitor;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DelayedControlTest {
    private static final NetworkDescription NETWORK = tanh(5, 8, 3);
    private static final int LANES = 3;
    private static final int STEPS = 200;

    private final NetworkWeights weights = weights(NETWORK, 4);

    static Stream<ControllerDescription> controllers() {
        return Stream.of(
                controller(0.1, 1),
                TestNetworks.ensembleControl(PopulationKind.RATE, 20, 1),
                TestNetworks.ensembleControl(PopulationKind.SPIKING, 20, 1));
    }

    private static Formulation formulation(ControllerDescription controller, int steps) {
        Timing timing = new Timing(20, 5, steps, 1 / 400.0, 400, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        PyramidalCell cell = PyramidalCell.standard();
        return new SpikingFormulation(
                NETWORK, timing, controller, neurons(cell), new EscapeNoiseUnits(5), 5, 1, PRODUCT);
    }

    private static Formulation graded(ControllerDescription controller, int steps) {
        Timing timing = new Timing(0, 0, steps, 1 / 400.0, 400, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        PyramidalCell cell = PyramidalCell.standard();
        return new GradedFormulation(
                NETWORK, timing, controller, neurons(cell), new ExactIntegration(cell, 1), PRODUCT);
    }

    private List<double[]> controls(Formulation formulation, NetworkWeights shown) {
        List<double[]> controls = new ArrayList<>();
        TestNetworks.run(
                formulation,
                shown,
                uniform(1, 5 * LANES),
                LANES,
                shifted(uniform(2, 3 * LANES)),
                (controlled, step, state) -> {
                    if (controlled) {
                        controls.add(state.control().clone());
                    }
                });
        return controls;
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void noDelayChangesNoBit(ControllerDescription source) {
        List<double[]> plain = controls(formulation(source, STEPS), weights);
        List<double[]> delayed = controls(formulation(new DelayedControl(source, 0, 1), STEPS), weights);
        assertThat(plain.get(STEPS - 1)).isNotEqualTo(plain.get(STEPS - 2));
        assertThat(delayed.toArray(double[][]::new)).isDeepEqualTo(plain.toArray(double[][]::new));
    }

    /** Without feedback weights nothing comes back, so that u is the same course a few steps later. */
    @ParameterizedTest
    @MethodSource("controllers")
    void inAnOpenLoopTheSameControlComesLater(ControllerDescription source) {
        NetworkWeights open = weights.copy();
        for (int l = 0; l < NETWORK.layers(); l++) {
            Arrays.fill(open.feedback(l), 0);
        }
        List<double[]> plain = controls(formulation(source, STEPS), open);
        List<double[]> delayed = controls(formulation(new DelayedControl(source, 7, 1), STEPS), open);
        double[] none = new double[3 * LANES];
        for (int step = 0; step < STEPS; step++) {
            double[] expected = step < 7 ? none : plain.get(step - 7);
            // step 0 is the state before any control
            assertThat(delayed.get(step)).isEqualTo(step == 7 ? none : expected);
        }
    }

    /** J Q = 1 turns the loop in tau_u = 400 ms: 10 ms later it settles at the same u. */
    @Test
    void inAClosedLoopTheSteadyStateIsTheSame() {
        int steps = 8000;
        List<double[]> plain = controls(graded(controller(0.1, 0), steps), weights);
        List<double[]> delayed = controls(graded(new DelayedControl(controller(0.1, 0), 10, 1), steps), weights);
        assertThat(delayed.get(steps - 1)).containsExactly(plain.get(steps - 1), within(1e-6));
        assertThat(delayed.get(100)).isNotEqualTo(plain.get(100));
    }

    @Test
    void lanesAreTakenOverWithWhatIsOnItsWay() {
        Formulation formulation = graded(new DelayedControl(controller(0.1, 1), 7, 1), STEPS);
        var mapped = formulation.map(weights);
        var batch = presentation(uniform(1, 5 * LANES), LANES, 0);
        var target = shifted(uniform(2, 3 * LANES));
        Simulation all = formulation.simulation(LANES);
        all.present(mapped, batch, target);
        Simulation wide = formulation.simulation(LANES);
        int next = wide.presentWhile(step -> step < 30, mapped, batch, target);
        Simulation narrow = formulation.simulation(1);
        narrow.resumeWhile(step -> true, wide, new int[] {2}, next, mapped);
        assertThat(narrow.control()).isEqualTo(TestNetworks.lane(all.control(), LANES, 2));
    }

    /** Nothing moves for 150 steps; a lane that waits is not one at rest. */
    @Test
    void aLaneThatWaitsForItsControlHasNotSettled() {
        Formulation formulation = graded(new DelayedControl(controller(0.1, 0), 150, 1), STEPS);
        Simulation simulation = formulation.simulation(LANES);
        SettlingMonitor monitor = new SettlingMonitor(new Settling(1e-6, 10, 1), simulation);
        simulation.present(
                formulation.map(weights),
                presentation(uniform(1, 5 * LANES), LANES, 0),
                shifted(uniform(2, 3 * LANES)),
                (controlled, step, state) -> {
                    if (step == 0) {
                        monitor.begin();
                    } else if (step <= 140) {
                        monitor.step(step);
                        assertThat(monitor.open()).isEqualTo(LANES);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, controller.delayMs must be a multiple of dtMs",
        "1e308, controller.delayMs must be at most 2147483647 steps"
    })
    void aDelayThatIsNoNumberOfStepsIsRefused(double delayMs, String message) {
        assertThatThrownBy(() -> new DelayedControl(controller(0, 0), delayMs, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aDelayThatCannotBeHeldInMemoryIsRefusedWithItsSize() {
        ControllerDescription late = controller(0.1, 0).withDelay(1e9, 1);
        assertThatThrownBy(() -> graded(late, STEPS).simulation(LANES))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("controller.delayMs: a delay of 1000000000 steps must fit into");
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatThrownBy(() -> new DelayedControl(controller(0, 0), -1, 1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("controller.delayMs must be finite and >= 0 ms, got -1.0");
    }
}

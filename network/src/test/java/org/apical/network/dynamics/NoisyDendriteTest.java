package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.ensembleControl;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.largestDifference;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.run;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.NoControl;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.ensemble.PopulationKind;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.junit.jupiter.api.Test;

class NoisyDendriteTest {
    private static final int LANES = 4;
    private static final int STEPS = 200;
    private static final double DT = 0.01;
    private static final double SIGMA = 0.05;
    private static final double TAU_A = 0.3;

    private final NetworkDescription network = tanh(6, 9, 8, 3);
    private final NetworkWeights weights = TestNetworks.weights(network, 31);
    private final double[] input = uniform(1, 6 * LANES);
    private final OutputTarget target = shifted(uniform(2, 3 * LANES));
    private final PyramidalCell cell = PyramidalCell.standard();
    private final double tauV = cell.somaticTimeConstantMs() / 100;

    private Formulation noisy(Formulation quiet) {
        List<ApicalDendrite> dendrites =
                Collections.nCopies(network.layers(), ApicalDendrite.Fluctuating.of(SIGMA, TAU_A, DT));
        return quiet.withApical(dendrites);
    }

    private Formulation abstractUnits() {
        return noisy(rates(network, TestNetworks.timing(STEPS, DT), controller(0.02, 0.5), tauV));
    }

    private Formulation compartments() {
        return noisy(new GradedFormulation(
                network,
                TestNetworks.timing(STEPS, DT),
                controller(0.02, 0.5),
                neurons(cell),
                new QuasiStaticDendrites(cell, 100 * DT),
                PRODUCT));
    }

    @Test
    void noiseBelongsToTheTrialNotToTheLane() {
        Simulation all = run(abstractUnits(), weights, input, LANES, target);
        double[] alone = lane(input, LANES, 3);
        Simulation one = abstractUnits().simulation(1);
        OutputTarget same = OutputTarget.fixed(lane(all.target(), LANES, 3));
        one.present(abstractUnits().map(weights), presentation(alone, 1, 3), same);
        for (int l = 0; l < network.layers(); l++) {
            assertThat(lane(all.layer(l).apical(), LANES, 3))
                    .isEqualTo(one.layer(l).apical());
        }
    }

    @Test
    void aSecondPresentationOfATrialHasTheSameNoise() {
        Simulation simulation = run(abstractUnits(), weights, input, LANES, target);
        double[] first = simulation.layer(0).apical().clone();
        simulation.present(abstractUnits().map(weights), presentation(input, LANES, 0), target);
        assertThat(simulation.layer(0).apical()).isEqualTo(first);
        simulation.present(abstractUnits().map(weights), presentation(input, LANES, LANES), target);
        assertThat(simulation.layer(0).apical()).isNotEqualTo(first);
    }

    /** The noise current is scale / R_sa times the abstract noise; tolerance as for the trajectories without noise. */
    @Test
    void noiseCurrentsOfCompartmentsAreTheMappedAbstractNoise() {
        var expected = new TestNetworks.Trajectory();
        var actual = new TestNetworks.Trajectory();
        run(abstractUnits(), weights, input, LANES, target, expected);
        run(compartments(), weights, input, LANES, target, actual);
        double worst = 0;
        for (int step = 0; step < STEPS; step++) {
            for (int l = 0; l < network.layers(); l++) {
                worst = Math.max(
                        worst,
                        largestDifference(actual.v.get(step)[l], expected.v.get(step)[l]));
            }
        }
        assertThat(worst).isLessThan(1e-10);
    }

    /**
     * Without control the Euler–Maruyama steps have the stationary variance sigma^2 / (2 tau_a) / (1 - dt/(2 tau_a)). 200 steps are 6.7 tau_a; 20 units in
     * 500 trials: standard error 1.4 % of the variance, held to four of them.
     */
    @Test
    void apicalPotentialsHaveTheVarianceOfTheProcess() {
        NetworkDescription single = tanh(1, 20);
        NetworkWeights none = NetworkWeights.zero(single);
        List<ApicalDendrite> dendrites = List.of(ApicalDendrite.Fluctuating.of(SIGMA, TAU_A, DT));
        Formulation noise = rates(single, TestNetworks.timing(STEPS, DT), controller(0.02, 0.5), tauV)
                .withApical(dendrites);
        Simulation simulation = run(noise, none, new double[500], 500, shifted(new double[20 * 500]));
        double sum = 0;
        for (double v : simulation.layer(0).apical()) {
            sum += v * v / (20 * 500);
        }
        double expected = SIGMA * SIGMA / (2 * TAU_A) / (1 - DT / (2 * TAU_A));
        assertThat(sum).isCloseTo(expected, within(0.056 * expected));
    }

    /** Dendrites that only hear noise do the same whatever the soma does; one propagator, other code around it: 1e-11 mV. Before control they are at rest. */
    @Test
    void spikingDendritesHaveTheNoiseOfGradedOnesOnceControlled() {
        NetworkWeights deaf = TestNetworks.weights(network, 5);
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(deaf.feedback(l), 0);
        }
        double dtMs = 100 * DT;
        Timing timing = TestNetworks.timing(STEPS, DT);
        Formulation graded = noisy(new GradedFormulation(
                network, timing, controller(0.02, 0.5), neurons(cell), new ExactIntegration(cell, dtMs), PRODUCT));
        List<double[]> expected = new ArrayList<>();
        run(
                graded,
                deaf,
                input,
                LANES,
                target,
                (c, step, s) -> expected.add(s.layer(1).apical().clone()));
        for (ControllerDescription control :
                List.of(controller(0.02, 0.5), ensembleControl(PopulationKind.SPIKING, 20, dtMs), new NoControl())) {
            Formulation spiking = noisy(new SpikingFormulation(
                    network,
                    timing.withSteps(10, 5, STEPS),
                    control,
                    neurons(cell),
                    new EscapeNoiseUnits(10),
                    5,
                    dtMs,
                    PRODUCT));
            run(spiking, deaf, input, LANES, target, (controlled, step, s) -> {
                double[] before = new double[expected.get(0).length];
                Arrays.fill(before, cell.restMv());
                assertThat(largestDifference(s.layer(1).apical(), controlled ? expected.get(step) : before))
                        .isLessThan(1e-11);
            });
        }
    }

    @Test
    void noisyLanesAreNotTakenOver() {
        Simulation graded = compartments().simulation(LANES);
        assertThatThrownBy(() -> graded.layer(0).take(graded.layer(0), new int[] {0, 1, 2, 3}))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}

package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.Competition;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes that a narrower simulation takes over do not notice. */
class NarrowerSimulationTest {
    private static final NetworkDescription NETWORK = tanh(5, 8, 7, 2);
    private static final int LANES = 6;
    private static final int[] TAKEN = {1, 2, 5};
    private static final OutputTarget TARGET = shifted(uniform(2, 2 * LANES));
    private static final Presentation BATCH = presentation(uniform(1, 5 * LANES), LANES, 0);

    /** Layers two and three hear what left five steps ago; the second hears itself, three steps late. */
    private static NetworkDescription delayed(double dtMs) {
        List<ProjectionDescription> forward = NETWORK.forward().stream()
                .map(p -> new ProjectionDescription(
                        p.from(),
                        p.to(),
                        p.site(),
                        p.connectivity(),
                        p.from().equals(NETWORK.input()) ? 0 : 5 * dtMs,
                        p.weights()))
                .toList();
        String second = NETWORK.chain().get(1).name();
        ProjectionDescription plain = ProjectionDescription.dense(second, second);
        ProjectionDescription itself =
                new ProjectionDescription(second, second, Site.BASAL, plain.connectivity(), 3 * dtMs, plain.weights());
        return new NetworkDescription(
                NETWORK.input(), NETWORK.inputs(), NETWORK.chain(), List.of(), forward, List.of(itself));
    }

    /** Winner-take-all in both hidden layers, plastic lateral synapses in the first. */
    private static NetworkDescription competing() {
        List<LayerDescription> chain = NETWORK.chain().stream()
                .map(l -> l.name().equals("output") ? l : l.withCompetition(Competition.WinnerTakeAll.ofTargets(0.4)))
                .toList();
        ProjectionDescription lateral = ProjectionDescription.dense("hidden 1", "hidden 1");
        return new NetworkDescription(
                NETWORK.input(),
                NETWORK.inputs(),
                chain,
                List.of(),
                NETWORK.forward(),
                List.of(new ProjectionDescription(
                        lateral.from(),
                        lateral.to(),
                        lateral.site(),
                        lateral.connectivity(),
                        4,
                        lateral.weights(),
                        true)));
    }

    static Stream<Formulation> formulations() {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(Coupling.RECIPROCAL);
        return Stream.of(
                TestNetworks.rates(NETWORK, timing(40, 0.02), controller(0.1, 1), 0.2),
                TestNetworks.rates(competing(), timing(40, 0.02), controller(0.1, 1), 0.2),
                TestNetworks.rates(NETWORK, timing(40, 0.02), controller(0.1, 1), 0.2)
                        .withFeedback(new FeedbackPath.Inversion(0.1)),
                new GradedFormulation(
                        delayed(timing(40, 0.005).dtMs()),
                        timing(40, 0.005),
                        controller(0.1, 1),
                        neurons(cell),
                        new ExactIntegration(cell, 0.5),
                        PRODUCT),
                new RateFormulation(
                        NETWORK,
                        new Timing(3, 1, 40, 0.02, Transmission.PREVIOUS_STEP, ControlTiming.REACTIVE),
                        new ControllerParams(0.1, 1, Leak.ON_INTEGRAL),
                        0.2,
                        Collections.nCopies(3, new ApicalDendrite.LowPass(0.3)),
                        PRODUCT),
                new GradedFormulation(
                        NETWORK,
                        timing(40, 0.005),
                        controller(0.1, 1),
                        neurons(cell),
                        new ExactIntegration(cell, 0.5),
                        PRODUCT));
    }

    @ParameterizedTest
    @MethodSource("formulations")
    void everyLaneGoesOnToTheSameBits(Formulation formulation) {
        NetworkWeights drawn = TestNetworks.weights(formulation.network(), 4);
        drawn.setBackwardToTranspose(formulation.network());
        SynapticWeights weights = formulation.map(drawn);
        Simulation all = formulation.simulation(LANES);
        all.present(weights, BATCH, TARGET);

        Simulation wide = formulation.simulation(LANES);
        int next = wide.presentWhile(step -> step < 17, weights, BATCH, TARGET);
        assertThat(next).isEqualTo(18);
        Simulation narrow = formulation.simulation(TAKEN.length);
        int[] observed = {0};
        assertThat(narrow.resumeWhile(
                        step -> true, wide, TAKEN, next, weights, (controlled, step, state) -> observed[0]++))
                .isEqualTo(40);
        assertThat(observed[0]).isEqualTo(40 - 18);
        for (int k = 0; k < TAKEN.length; k++) {
            assertThat(lane(narrow.control(), TAKEN.length, k)).isEqualTo(lane(all.control(), LANES, TAKEN[k]));
            for (int l = 0; l < 3; l++) {
                assertThat(lane(narrow.layer(l).postsynaptic().soma(), TAKEN.length, k))
                        .isEqualTo(lane(all.layer(l).postsynaptic().soma(), LANES, TAKEN[k]))
                        .isNotEqualTo(lane(wide.layer(l).postsynaptic().soma(), LANES, TAKEN[k]));
                assertThat(lane(narrow.layer(l).output(), TAKEN.length, k))
                        .isEqualTo(lane(all.layer(l).output(), LANES, TAKEN[k]));
                assertThat(lane(narrow.synapses(l).pre().trace(), TAKEN.length, k))
                        .isEqualTo(lane(all.synapses(l).pre().trace(), LANES, TAKEN[k]));
            }
        }
    }

    @Test
    void noisyDendritesAndSourcesOfRandomNumbersAreNotTakenOver() {
        RateFormulation noisy = new RateFormulation(
                NETWORK,
                timing(40, 0.02),
                controller(0.1, 1),
                0.2,
                Collections.nCopies(3, new ApicalDendrite.NoisyLowPass(0.3, 0.1, () -> new double[8 * LANES])),
                PRODUCT);
        SynapticWeights weights = noisy.map(TestNetworks.weights(NETWORK, 4));
        Simulation wide = noisy.simulation(LANES);
        int next = wide.presentWhile(step -> step < 17, weights, BATCH, TARGET);
        assertThatThrownBy(() -> noisy.simulation(3).resumeWhile(step -> true, wide, TAKEN, next, weights))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** The bound of {@link Settling}: what is still to come is D n at most, so 2 T / n times the tolerated share of the way. */
    @Test
    void whatASettledLaneHasBeforeItIsWithinTheBoundAndWasNotLongAgo() {
        int steps = 4000;
        double tolerance = 1e-6;
        Formulation formulation = TestNetworks.rates(NETWORK, timing(steps, 0.02), controller(0.1, 0), 0.2);
        SynapticWeights weights = formulation.map(TestNetworks.weights(NETWORK, 4));
        Simulation end = formulation.simulation(LANES);
        end.present(weights, BATCH, TARGET);
        Simulation settled = formulation.simulation(LANES);
        SettlingMonitor monitor = new SettlingMonitor(new Settling(tolerance, 10, 1), settled);
        int at = settled.presentWhile(
                        step -> !monitor.step(step) || monitor.open() > 0,
                        weights,
                        BATCH,
                        TARGET,
                        (controlled, step, state) -> {
                            if (step == 0) {
                                monitor.begin();
                            }
                        })
                - 1;
        assertThat(at % 10).isZero();
        assertThat(at).isBetween(20, steps / 2);
        Simulation half = formulation.simulation(LANES);
        half.presentWhile(step -> step < at / 2, weights, BATCH, TARGET);
        double bound = tolerance * 2 * steps / (steps - 1 - at);
        for (int lane = 0; lane < LANES; lane++) {
            double[] goal = lane(end.control(), LANES, lane);
            double way = java.util.Arrays.stream(goal).map(Math::abs).max().getAsDouble();
            assertThat(TestNetworks.largestDifference(lane(settled.control(), LANES, lane), goal))
                    .isLessThanOrEqualTo(bound * way);
            assertThat(TestNetworks.largestDifference(lane(half.control(), LANES, lane), goal))
                    .isGreaterThan(bound * way);
        }
    }
}

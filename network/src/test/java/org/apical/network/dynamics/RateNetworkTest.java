package org.apical.network.dynamics;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.largestDifference;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.presentation;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.run;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class RateNetworkTest {
    private static final int LANES = 3;
    private static final double TAU_V = 0.2;

    private final NetworkDescription network = tanh(5, 8, 7, 3);
    private final NetworkWeights weights = TestNetworks.weights(network, 21);
    private final double[] input = uniform(1, 5 * LANES);
    private final double[] shift = uniform(2, 3 * LANES);

    @Test
    void simulatedLimitEqualsNewton() {
        for (double kp : new double[] {0, 1.5}) {
            double alpha = 0.02;
            Simulation simulation = settled(timing(6000, 0.02), controller(alpha, kp));
            for (int lane = 0; lane < LANES; lane++) {
                SteadyState newton = newton(alpha, lane, simulation.target());
                assertThat(lane(simulation.control(), LANES, lane)).containsExactly(newton.control(), within(1e-8));
                for (int l = 0; l < 3; l++) {
                    assertThat(lane(potentials(simulation)[l], LANES, lane))
                            .containsExactly(newton.state().potential(l), within(1e-8));
                }
            }
        }
    }

    @Test
    void controllerDrivesOutputErrorToZero() {
        Simulation simulation = settled(timing(6000, 0.02), controller(0, 1));
        double[] error = new double[3 * LANES];
        for (int k = 0; k < error.length; k++) {
            error[k] = simulation.target()[k] - simulation.layer(2).output()[k];
        }
        // JQ > 0.5 here: exp(-0.5 120) of the initial error, below rounding
        assertThat(error).containsExactly(new double[3 * LANES], within(1e-12));
    }

    @Test
    void leakLeavesTheErrorAlphaTimesTheControl() {
        double alpha = 0.3;
        Simulation simulation = settled(timing(6000, 0.02), controller(alpha, 0.5));
        for (int k = 0; k < 3 * LANES; k++) {
            double error = simulation.target()[k] - simulation.layer(2).output()[k];
            assertThat(error).isCloseTo(alpha * simulation.control()[k], within(1e-12));
        }
    }

    @Test
    void halvingDtHalvesEulerError() {
        double end = 0.8;
        double[][] reference = at(end, 0.8 / 20_480);
        double[] coarse = new double[3];
        double[] fine = new double[3];
        for (int l = 0; l < 3; l++) {
            coarse[l] = largestDifference(at(end, 0.8 / 160)[l], reference[l]);
            fine[l] = largestDifference(at(end, 0.8 / 320)[l], reference[l]);
            // first order: (1 - 1/128) / (1/2 - 1/128) = 2.016, second-order terms below dt / tau_v = 2.5 %
            assertThat(coarse[l] / fine[l]).as("layer %d", l + 1).isBetween(1.95, 2.08);
        }
    }

    @Test
    void leaksAgreeBitForBitWithoutProportionalGain() {
        Timing short_ = timing(200, 0.02);
        double[] onControl =
                settled(short_, new ControllerParams(0.2, 0, Leak.ON_CONTROL)).control();
        double[] onIntegral =
                settled(short_, new ControllerParams(0.2, 0, Leak.ON_INTEGRAL)).control();
        assertThat(onIntegral).isEqualTo(onControl);
    }

    @Test
    void leakOnTheIntegralSettlesWhereTheSmallerLeakOnTheControlDoes() {
        double a = 0.4;
        double kp = 1.5;
        double[] onIntegral = settled(timing(6000, 0.02), new ControllerParams(a, kp, Leak.ON_INTEGRAL))
                .control();
        double[] onControl =
                settled(timing(6000, 0.02), controller(a / (1 + a * kp), kp)).control();
        double[] sameLeak = settled(timing(6000, 0.02), controller(a, kp)).control();
        assertThat(onIntegral).containsExactly(onControl, within(1e-12));
        assertThat(largestDifference(onIntegral, sameLeak)).isGreaterThan(0.01);
    }

    @Test
    void orderOfOperationsChangesThePathButNotTheSteadyState() {
        List<double[][]> limits = new ArrayList<>();
        List<double[][]> paths = new ArrayList<>();
        for (Transmission transmission : Transmission.values()) {
            for (ControlTiming control : ControlTiming.values()) {
                limits.add(potentials(
                        settled(new Timing(0, 0, 6000, 0.02, transmission, control), controller(0.02, 0.5))));
                paths.add(
                        potentials(settled(new Timing(0, 0, 30, 0.02, transmission, control), controller(0.02, 0.5))));
            }
        }
        for (int k = 1; k < 4; k++) {
            assertThat(largestDifference(paths.get(k)[2], paths.get(0)[2])).isGreaterThan(1e-4);
            for (int l = 0; l < 3; l++) {
                assertThat(largestDifference(limits.get(k)[l], limits.get(0)[l]))
                        .isLessThan(1e-12);
            }
        }
    }

    @Test
    void previousStepTransmissionDelaysALayerByOneStep() {
        Timing timing = new Timing(0, 0, 6, 0.02, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        NetworkWeights firstOnly = weights.copy();
        java.util.Arrays.fill(firstOnly.feedback(1), 0);
        java.util.Arrays.fill(firstOnly.feedback(2), 0);
        List<double[][]> path = path(timing, firstOnly);
        double[][] free = path.get(0);
        for (int l = 0; l < 3; l++) {
            // feedback reaches layer 1 in step 1, and each layer above one step later
            assertThat(path.get(l)[l]).as("layer %d before", l + 1).isEqualTo(free[l]);
            assertThat(path.get(l + 1)[l]).as("layer %d after", l + 1).isNotEqualTo(free[l]);
        }
    }

    @Test
    void reactiveControlReachesTheLayersOneStepLater() {
        List<double[][]> proactive = path(timing(3, 0.02), weights);
        List<double[][]> reactive =
                path(new Timing(0, 0, 3, 0.02, Transmission.INSTANTANEOUS, ControlTiming.REACTIVE), weights);
        assertThat(reactive.get(1)[2]).isEqualTo(proactive.get(0)[2]);
        assertThat(reactive.get(2)[2]).isNotEqualTo(proactive.get(0)[2]);
        assertThat(proactive.get(1)[2]).isNotEqualTo(proactive.get(0)[2]);
    }

    @Test
    void slowApicalDendriteSettlesWhereTheInstantOneDoes() {
        Timing timing = timing(8000, 0.02);
        List<ApicalDendrite> slow = Collections.nCopies(3, new ApicalDendrite.LowPass(0.02 / 0.1));
        RateFormulation filtered =
                new RateFormulation(network, timing, controller(0.02, 0.2), TAU_V, slow, TestNetworks.PRODUCT);
        double[] control = run(filtered, weights, input, LANES, shifted(shift)).control();
        assertThat(control)
                .containsExactly(settled(timing, controller(0.02, 0.2)).control(), within(1e-12));
    }

    @Test
    void freePhaseIsTheFeedforwardState() {
        Simulation simulation =
                rates(network, timing(10, 0.02), controller(0.02, 0), TAU_V).simulation(LANES);
        simulation.free(
                rates(network, timing(10, 0.02), controller(0, 0), TAU_V).map(weights), presentation(input, LANES, 0));
        for (int lane = 0; lane < LANES; lane++) {
            double[] output = SampleState.feedforward(network, weights, lane(input, LANES, lane))
                    .output();
            // two orders of summation over at most 8 terms
            assertThat(lane(simulation.freeOutput(), LANES, lane)).containsExactly(output, within(1e-14));
        }
    }

    @Test
    void aSecondPresentationEqualsAFreshSimulation() {
        var formulation = rates(network, timing(50, 0.02), controller(0.02, 1), TAU_V);
        Simulation used = formulation.simulation(LANES);
        used.present(formulation.map(weights), presentation(uniform(77, 5 * LANES), LANES, 0), shifted(shift));
        used.present(formulation.map(weights), presentation(input, LANES, 0), shifted(shift));
        Simulation fresh = run(formulation, weights, input, LANES, shifted(shift));
        assertThat(potentials(used)).isDeepEqualTo(potentials(fresh));
        assertThat(used.control()).isEqualTo(fresh.control());
    }

    @Test
    void noControlOfAnEarlierPresentationIsSeenInAFreePhase() {
        Timing timing = timing(50, 0.02).withSteps(3, 0, 50);
        var formulation = rates(network, timing, controller(0.02, 1), TAU_V);
        Simulation simulation = formulation.simulation(LANES);
        simulation.present(formulation.map(weights), presentation(input, LANES, 0), shifted(shift));
        simulation.present(
                formulation.map(weights), presentation(input, LANES, 0), shifted(shift), (controlled, step, state) -> {
                    if (!controlled) {
                        assertThat(state.control()).containsOnly(0);
                    }
                });
    }

    @Test
    void lanesDoNotMeet() {
        Simulation together = settled(timing(300, 0.02), controller(0.02, 1));
        for (int lane = 0; lane < LANES; lane++) {
            Simulation alone = run(
                    rates(network, timing(300, 0.02), controller(0.02, 1), TAU_V),
                    weights,
                    lane(input, LANES, lane),
                    1,
                    shifted(lane(shift, LANES, lane)));
            assertThat(lane(together.control(), LANES, lane)).isEqualTo(alone.control());
        }
    }

    @Test
    void stepsBeyondTheStabilityLimitAreRefused() {
        assertThatThrownBy(() -> rates(network, timing(10, 0.4), controller(0, 0), TAU_V))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("below 2 tau_v");
    }

    private Simulation settled(Timing timing, ControllerParams controller) {
        return run(rates(network, timing, controller, TAU_V), weights, input, LANES, shifted(shift));
    }

    private List<double[][]> path(Timing timing, NetworkWeights w) {
        TestNetworks.Trajectory trajectory = new TestNetworks.Trajectory();
        run(rates(network, timing, controller(0.02, 0.5), TAU_V), w, input, LANES, shifted(shift), trajectory);
        return trajectory.v;
    }

    private double[][] at(double end, double dt) {
        return potentials(settled(timing((int) Math.round(end / dt) + 1, dt), controller(0.1, 0.5)));
    }

    private SteadyState newton(double alpha, int lane, double[] target) {
        return SteadyState.newton(network, weights, lane(input, LANES, lane), lane(target, LANES, lane), alpha, 1e-12);
    }
}

package org.apical.network.formulation;

import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.lane;
import static org.apical.network.TestNetworks.largestDifference;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.potentials;
import static org.apical.network.TestNetworks.rates;
import static org.apical.network.TestNetworks.rms;
import static org.apical.network.TestNetworks.run;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradedNetworkTest {
    private static final int LANES = 4;
    private static final double TAU_U_MS = 100;

    private final NetworkDescription network = tanh(6, 9, 8, 7, 3);
    private final NetworkWeights weights = TestNetworks.weights(network, 31);
    private final double[] input = uniform(1, 6 * LANES);
    private final double[] shift = uniform(2, 3 * LANES);
    private final ControllerParams controller = controller(0.02, 1);
    private final PyramidalCell cell = PyramidalCell.standard();

    /** Rounding: potentials of 70 mV carry 5 mV per unit of v, 70/5 ulp = 3e-15 a step, and the loop forgets; 1e-10 is asked for. */
    @ParameterizedTest
    @EnumSource
    void quasiStaticDendritesFollowTheAbstractEulerSteps(Transmission transmission) {
        double dtMs = 1;
        Timing timing = new Timing(0, 0, 600, dtMs / TAU_U_MS, transmission, ControlTiming.PROACTIVE);
        var abstractPath = new TestNetworks.Trajectory();
        var gradedPath = new TestNetworks.Trajectory();
        double tauV = cell.somaticTimeConstantMs() / TAU_U_MS;
        run(rates(network, timing, controller, tauV), weights, input, LANES, shifted(shift), abstractPath);
        run(
                new GradedFormulation(
                        network,
                        timing,
                        controller,
                        neurons(cell),
                        new QuasiStaticDendrites(cell, dtMs),
                        TestNetworks.PRODUCT),
                weights,
                input,
                LANES,
                shifted(shift),
                gradedPath);
        double worst = 0;
        for (int step = 0; step < 600; step++) {
            worst = Math.max(worst, deviation(gradedPath.v.get(step), abstractPath.v.get(step)));
        }
        assertThat(worst).isLessThan(1e-10);
        assertThat(abstractPath.v).hasSize(600);
    }

    @ParameterizedTest
    @EnumSource
    void finiteDendritesSettleAtTheMappedAbstractSteadyState(Coupling coupling) {
        assertSettlesAtTheAbstractSteadyState(cell.withCoupling(coupling));
    }

    /** Two basal dendrites, and an apical trunk that carries a tuft: the same reduction with a larger conductance matrix. */
    @ParameterizedTest
    @EnumSource
    void aTreeOfDendritesSettlesAtTheMappedAbstractSteadyState(Coupling coupling) {
        PyramidalCell split = cell.withCoupling(coupling).split(PyramidalCell.BASAL, 2);
        Dendrite apical = split.dendrites().get(2);
        List<Dendrite> tree = new ArrayList<>(split.dendrites().subList(0, 2));
        tree.add(new Dendrite("trunk", apical.kind(), apical.membrane(), apical.parent(), apical.couplingNanoS()));
        tree.add(new Dendrite("tuft", apical.kind(), apical.membrane(), "trunk", 3));
        assertSettlesAtTheAbstractSteadyState(new PyramidalCell(split.soma(), tree, split.restMv(), coupling));
    }

    private void assertSettlesAtTheAbstractSteadyState(PyramidalCell coupled) {
        Simulation simulation = run(exact(coupled, timing(8000, 0.01), 1), weights, input, LANES, shifted(shift));
        double[][] v = potentials(simulation);
        double worst = 0;
        for (int lane = 0; lane < LANES; lane++) {
            SteadyState newton = SteadyState.newton(
                    network,
                    weights,
                    lane(input, LANES, lane),
                    lane(simulation.target(), LANES, lane),
                    controller.leakAlpha(),
                    1e-12);
            double[][] own = new double[4][];
            double[][] expected = new double[4][];
            for (int l = 0; l < 4; l++) {
                own[l] = lane(v[l], LANES, lane);
                expected[l] = newton.state().potential(l);
            }
            worst = Math.max(worst, deviation(own, expected));
        }
        assertThat(worst).isLessThan(1e-7);
    }

    /** Rounding of two products and a sum over the presynaptic units. */
    @ParameterizedTest
    @EnumSource
    void weightsMakeTheRoundTrip(Coupling coupling) {
        Formulation graded = exact(cell.withCoupling(coupling), timing(1, 0.01), 1);
        NetworkWeights back = graded.abstractWeights(graded.map(weights));
        for (int l = 0; l < network.layers(); l++) {
            assertThat(largestDifference(back.forward(l), weights.forward(l))).isLessThan(1e-14);
            assertThat(largestDifference(back.bias(l), weights.bias(l))).isLessThan(1e-13);
            assertThat(largestDifference(back.feedback(l), weights.feedback(l))).isLessThan(1e-14);
        }
    }

    /** One hidden layer: each layer adds a delay of tau_b to the loop, so that depth counts; see the next test. */
    @ParameterizedTest
    @EnumSource
    void outputErrorOfFastDendritesFollowsTheAbstractOne(Coupling coupling) {
        NetworkDescription shallow = tanh(6, 9, 3);
        PyramidalCell coupled = cell.withCoupling(coupling);
        double tauMs = TimeConstants.ofMs(coupled)[0];
        double tauDendriteMs =
                cell.membrane(1).capacitancePicoF() / cell.membrane(1).leakNanoS();
        assertThat(tauDendriteMs).isLessThanOrEqualTo(tauMs / 20 * (1 + 1e-12));
        for (double kp : new double[] {0, 1}) {
            // physics.md 5: within 5 % rms; measured 2.3-3.4 %
            assertThat(departure(shallow, coupled, tauMs, kp)).isLessThan(0.05);
        }
    }

    /** Deep networks gather the delay of every layer: the departure is of first order in tau_b, with a coefficient that grows with depth. */
    @Test
    void departureOfADeepNetworkIsProportionalToTheTimeConstantOfItsDendrites() {
        double[] tauMs = {0.0625, 0.125, 0.25};
        double[] departures = new double[3];
        for (int k = 0; k < 3; k++) {
            Compartment dendrite = new Compartment(10 * tauMs[k], 10);
            PyramidalCell fast = PyramidalCell.threeCompartments(
                    cell.soma(),
                    dendrite,
                    dendrite,
                    cell.couplingNanoS(1),
                    cell.couplingNanoS(2),
                    cell.restMv(),
                    cell.coupling());
            departures[k] = departure(network, fast, fast.somaticTimeConstantMs(), 1);
        }
        // second-order terms: departures of 3 % at most, some 5 % of themselves
        assertThat(TestNetworks.logLogSlope(tauMs, departures)).isCloseTo(1, within(0.1));
        assertThat(departures[2]).isLessThan(0.05);
    }

    @Test
    void basalPotentialPredictsTheDriveWithDendriteToSomaCoupling() {
        Simulation simulation = run(exact(cell, timing(8000, 0.01), 1), weights, input, LANES, shifted(shift));
        SteadyState newton = SteadyState.newton(
                network, weights, lane(input, LANES, 0), lane(simulation.target(), LANES, 0), 0.02, 1e-12);
        for (int l = 0; l < 4; l++) {
            var post = simulation.layer(l).postsynaptic();
            double[] drive = newton.state().drive(network, weights, l);
            for (int i = 0; i < drive.length; i++) {
                double predicted = (post.basal()[i * LANES] - post.constants().basalOrigin())
                        / post.constants().basalScale();
                assertThat(Math.abs(predicted - drive[i])).isLessThan(1e-7);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutControlTheNetworkRestsAtItsFeedforwardState(Coupling coupling) {
        var path = new TestNetworks.Trajectory();
        run(
                exact(cell.withCoupling(coupling), timing(50, 0.01), 1),
                weights,
                input,
                LANES,
                shifted(new double[3 * LANES]),
                path);
        assertThat(deviation(path.v.get(49), path.v.get(0))).isLessThan(1e-12);
    }

    @Test
    void quasiStaticDendritesRefuseReciprocalCoupling() {
        assertThatThrownBy(() -> new QuasiStaticDendrites(cell.withCoupling(Coupling.RECIPROCAL), 1))
                .isInstanceOf(ParameterException.class);
    }

    private GradedFormulation exact(PyramidalCell coupled, Timing timing, double dtMs) {
        return new GradedFormulation(
                network,
                timing,
                controller,
                neurons(coupled),
                new ExactIntegration(coupled, dtMs),
                TestNetworks.PRODUCT);
    }

    /** rms over time, outputs and lanes of the difference of the output errors, relative to rms of the abstract one. */
    private double departure(NetworkDescription shape, PyramidalCell neuron, double tauVMs, double kp) {
        double dtMs = 0.02;
        Timing timing = timing(25_000, dtMs / TAU_U_MS);
        ControllerParams control = controller(0.02, kp);
        NetworkWeights w = TestNetworks.weights(shape, 31);
        double[] graded = errors(
                new GradedFormulation(
                        shape,
                        timing,
                        control,
                        neurons(neuron),
                        new ExactIntegration(neuron, dtMs),
                        TestNetworks.PRODUCT),
                w);
        double[] expected = errors(rates(shape, timing, control, tauVMs / TAU_U_MS), w);
        for (int k = 0; k < graded.length; k++) {
            graded[k] -= expected[k];
        }
        return rms(graded) / rms(expected);
    }

    private double[] errors(Formulation formulation, NetworkWeights w) {
        List<double[]> errors = new ArrayList<>();
        run(formulation, w, input, LANES, shifted(shift), (controlled, step, state) -> {
            double[] e = state.target().clone();
            for (int k = 0; k < e.length; k++) {
                e[k] -= state.layer(state.layers() - 1).output()[k];
            }
            errors.add(e);
        });
        return errors.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    /** max |v - v_F1| / rms(v_F1), the worst layer. */
    private static double deviation(double[][] v, double[][] expected) {
        double worst = 0;
        for (int l = 0; l < v.length; l++) {
            worst = Math.max(worst, TestNetworks.largestDifference(v[l], expected[l]) / rms(expected[l]));
        }
        return worst;
    }
}

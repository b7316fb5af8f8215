package org.apical.app.replay;

import static org.apical.app.replay.ReplayTest.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Newton's steady state of every recorded network and sample: it solves its equation, and it is where the simulated dynamics ends. */
class SteadyStateOfRecordingsTest {
    private static final double RESIDUAL = 1e-12;
    /** What is left of the start when the simulation ends, by its slowest mode; potentials and controls here are of order one. */
    private static final double FORGOTTEN = 1e-12;
    /** Distance allowed between the limit of the dynamics and the solution. */
    private static final double LIMIT = 1e-8;

    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    @ParameterizedTest
    @ValueSource(
            strings = {"dfc_linear", "dfc_relu_random_feedback", "dfc_sigmoid_apical", "dfc_tanh", "dfc_tanh_euler"})
    void newtonSolvesTheSteadyStateOfEverySample(String name) {
        DfcCase c = read(name);
        assertThat(c.samples()).isPositive();
        for (SteadyState state : solve(c, c.dynamics().controller())) {
            assertThat(state.residual()).isLessThanOrEqualTo(RESIDUAL);
        }
    }

    /**
     * With the recorded dynamics, under both conventions of the leak. dfc_tanh_euler is the exception, see below.
     */
    @ParameterizedTest
    @CsvSource({
        "dfc_linear, ON_CONTROL",
        "dfc_linear, ON_INTEGRAL",
        "dfc_relu_random_feedback, ON_CONTROL",
        "dfc_relu_random_feedback, ON_INTEGRAL",
        "dfc_sigmoid_apical, ON_CONTROL",
        "dfc_sigmoid_apical, ON_INTEGRAL",
        "dfc_tanh, ON_CONTROL",
        "dfc_tanh, ON_INTEGRAL"
    })
    void theSimulatedDynamicsEndsThere(String name, Leak leak) {
        DfcCase c = read(name);
        assertEndsThere(
                c,
                with(c, c.dynamics().controller().proportionalGain(), leak),
                c.dynamics().tauV());
    }

    /**
     * The recorded loop of this case is unstable (slow neurons, no proportional part): it circles around its steady state. Under a leak on u the
     * steady state knows nothing of k_p and tau_v, so a stable loop ends at the same one.
     */
    @ParameterizedTest
    @EnumSource(Leak.class)
    void anUnstableLoopHasTheSteadyStateOfAStableOne(Leak leak) {
        DfcCase c = read("dfc_tanh_euler");
        ControllerParams recorded = with(c, c.dynamics().controller().proportionalGain(), leak);
        assertThat(largestRealEigenvalue(c, recorded, c.dynamics().tauV())).isPositive();
        assertEndsThere(c, with(c, 1, leak), 0.2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dfc_linear", "dfc_relu_random_feedback", "dfc_sigmoid_apical", "dfc_tanh", "dfc_tanh_euler"})
    void aBlockOfLanesHasTheSteadyStatesOfItsSamples(String name) {
        DfcCase c = read(name);
        double alpha = c.dynamics().controller().leakAlpha();
        AnalyticBatch batch = new AnalyticBatch(c.network(), c.samples(), alpha, PRODUCT);
        batch.enter(c.weights(), lanes(c.input()));
        batch.newton(lanes(c.target()), RESIDUAL);
        for (double residual : batch.residual()) {
            assertThat(residual).isLessThanOrEqualTo(RESIDUAL);
        }
        batch.enter(c.weights(), lanes(c.input()));
        batch.analytic(lanes(c.target()));
        for (int k = 0; k < c.samples(); k++) {
            SteadyState one = SteadyState.analytic(c.network(), c.weights(), c.input()[k], c.target()[k], alpha);
            for (int l = 0; l < c.network().layers(); l++) {
                assertThat(lane(batch.state().potential(l), c.samples(), k))
                        .containsExactly(one.state().potential(l), within(1e-12));
            }
        }
    }

    private static ControllerParams with(DfcCase c, double proportionalGain, Leak leak) {
        return new ControllerParams(c.dynamics().controller().leakAlpha(), proportionalGain, leak);
    }

    private static void assertEndsThere(DfcCase c, ControllerParams controller, double tauV) {
        double slowest = largestRealEigenvalue(c, controller, tauV);
        assertThat(slowest).isNegative();
        Timing recorded = c.dynamics().timing();
        int steps = (int) Math.ceil(Math.log(FORGOTTEN) / (slowest * recorded.dtOverTauU()));
        Timing timing = recorded.withSteps(0, 0, steps);
        RateFormulation formulation = new RateFormulation(
                c.network(),
                timing,
                controller,
                tauV,
                Collections.nCopies(
                        c.network().layers(),
                        new ApicalDendrite.LowPass(
                                timing.dtOverTauU() / c.dynamics().tauA())),
                PRODUCT);
        Simulation simulation = formulation.simulation(c.samples());
        simulation.present(
                formulation.map(c.weights()),
                new Presentation(lanes(c.input()), new long[c.samples()], Phase.PROBE, new RandomStreams(0)),
                OutputTarget.fixed(lanes(c.target())));

        SteadyState[] expected = solve(c, controller);
        for (int k = 0; k < expected.length; k++) {
            assertThat(lane(simulation.control(), c.samples(), k))
                    .containsExactly(expected[k].control(), within(LIMIT));
            for (int l = 0; l < c.network().layers(); l++) {
                assertThat(lane(simulation.layer(l).postsynaptic().soma(), c.samples(), k))
                        .containsExactly(expected[k].state().potential(l), within(LIMIT));
            }
        }
    }

    /** Over the steady states of all samples, in units of 1/tau_u. */
    private static double largestRealEigenvalue(DfcCase c, ControllerParams controller, double tauV) {
        double largest = Double.NEGATIVE_INFINITY;
        for (SteadyState state : solve(c, controller)) {
            largest = Math.max(
                    largest,
                    new LinearisedNetwork(c.network(), c.weights(), state.state())
                            .largestRealEigenvalue(controller.leakAlpha(), controller.proportionalGain(), tauV));
        }
        return largest;
    }

    /** [sample][unit] as [unit][lane]. */
    private static double[] lanes(double[][] rows) {
        double[] x = new double[rows.length * rows[0].length];
        for (int k = 0; k < rows.length; k++) {
            for (int i = 0; i < rows[k].length; i++) {
                x[i * rows.length + k] = rows[k][i];
            }
        }
        return x;
    }

    private static double[] lane(double[] x, int lanes, int lane) {
        double[] y = new double[x.length / lanes];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i * lanes + lane];
        }
        return y;
    }

    private static DfcCase read(String name) {
        try (CaseFile file = CaseFile.open(recording(name))) {
            return DfcCase.read(file);
        }
    }

    private static SteadyState[] solve(DfcCase c, ControllerParams controller) {
        SteadyState[] states = new SteadyState[c.samples()];
        for (int k = 0; k < states.length; k++) {
            states[k] = SteadyState.newton(
                    c.network(), c.weights(), c.input()[k], c.target()[k], controller.steadyLeakAlpha(), RESIDUAL);
        }
        return states;
    }
}

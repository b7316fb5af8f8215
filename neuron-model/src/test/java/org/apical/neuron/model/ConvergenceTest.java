package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.RandomNeurons.Shape;
import org.apical.neuron.model.RandomNeurons.Synapses;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.transfer.SigmoidRate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Measured orders of the schemes. One smooth stretch, from random potentials with all inputs at work to t = 4 ms, where the fastest modes are gone
 * and the slow ones are not; reference: {@link Judge}.
 */
class ConvergenceTest {
    private static final double END_MS = 4;
    /**
     * The order is measured between h and h/2; the error being c h^p (1 + a h), the measured order is p + a h / (2 ln 2) to leading order, and a h is
     * of the size of h over the fastest time constant that still matters.
     */
    private static final double TOLERANCE = 0.15;

    /** A neuron and a scheme. */
    record Trial(Shape shape, Coupling coupling, Synapses synapses, boolean exponential, long seed) {
        NeuronModel model() {
            PyramidalCell cell = RandomNeurons.cell(shape, coupling, seed);
            return new NeuronModel(
                    cell,
                    RandomNeurons.inputs(cell, synapses, seed),
                    exponential
                            ? new AdaptiveExponential(5, -42, -20, -62, 0, 4, 35, 70)
                            : new Graded(new SigmoidRate(80, 0.5, 0.3, -58)));
        }
    }

    private static Stream<Trial> trials(boolean withExponential) {
        List<Trial> trials = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (Coupling coupling : Coupling.values()) {
                for (Synapses synapses : Synapses.values()) {
                    trials.add(new Trial(shape, coupling, synapses, false, 5));
                    if (withExponential) {
                        trials.add(new Trial(shape, coupling, synapses, true, 5));
                    }
                }
            }
        }
        return trials.stream();
    }

    static Stream<Trial> theImplicitTreeIsOfSecondOrder() {
        return trials(false);
    }

    @ParameterizedTest
    @MethodSource
    void theImplicitTreeIsOfSecondOrder(Trial trial) {
        assertOrder(trial, Integration.IMPLICIT_TREE, 2, 32, 4);
    }

    static Stream<Trial> rungeKuttaIsOfFourthOrder() {
        return trials(true);
    }

    @ParameterizedTest
    @MethodSource
    void rungeKuttaIsOfFourthOrder(Trial trial) {
        assertOrder(trial, Integration.RUNGE_KUTTA_4, 4, 16, 2);
    }

    /** An affine map of some 20 products of 70 mV a step, 1e-14 mV each, errors that decay with 200 of the smallest steps: 1e-11 mV. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void theExactSchemeDoesNotDependOnDt(Coupling coupling) {
        for (Shape shape : Shape.values()) {
            Trial trial = new Trial(shape, coupling, Synapses.CURRENTS, false, 5);
            double[] whole = end(trial, Integration.EXACT, 1);
            for (int substeps : new int[] {2, 5, 64, 256}) {
                assertThat(distance(end(trial, Integration.EXACT, substeps), whole))
                        .isLessThan(1e-11);
            }
        }
    }

    /** @param halvings of dt, from END_MS / substeps on */
    private static void assertOrder(Trial trial, Integration scheme, int order, int substeps, int halvings) {
        Judge judge = new Judge(trial.model());
        double[] exact = judge.advance(judge.read(start(trial, Integration.RUNGE_KUTTA_4, 1), 0), END_MS, false);
        double[] error = new double[halvings + 1];
        for (int k = 0; k <= halvings; k++) {
            error[k] = distance(end(trial, scheme, substeps << k), exact);
        }
        for (int k = 0; k < halvings; k++) {
            double measured = Math.log(error[k] / error[k + 1]) / Math.log(2);
            assertThat(measured)
                    .as("order from %s mV to %s mV", error[k], error[k + 1])
                    .isBetween(order - TOLERANCE, order + TOLERANCE);
        }
        // above rounding (1e-13) and what the judge leaves of its 1e-11 a step
        assertThat(error[halvings]).isGreaterThan(1e-10);
    }

    private static double[] end(Trial trial, Integration scheme, int substeps) {
        NeuronPopulation neurons = start(trial, scheme, substeps);
        neurons.advance();
        assertThat(neurons.spikes().size()).isZero();
        return new Judge(trial.model()).read(neurons, 0);
    }

    private static NeuronPopulation start(Trial trial, Integration scheme, int substeps) {
        NeuronPopulation neurons =
                new NeuronPopulation(trial.model(), new Stepping(scheme, END_MS, substeps), Layout.of(1));
        RandomNeurons.scatter(neurons, trial.seed, unit -> unit);
        if (trial.exponential) {
            // where the exponential is half of what it is at threshold
            neurons.compartments().somaMv()[0] = -45;
            neurons.variables().get("w")[0] = 20;
        }
        for (int k = 0; k < neurons.inputs().length; k++) {
            boolean conductance = trial.model().inputs().get(k).unit().equals("nS");
            neurons.inputs()[k][0] = conductance ? 3 + k : 90 - 35 * k;
        }
        return neurons;
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            largest = Math.max(largest, Math.abs(a[k] - b[k]));
        }
        return largest;
    }
}

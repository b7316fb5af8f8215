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
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.AfterSpikeConductance;
import org.apical.neuron.synapse.CalciumConductance;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.SigmoidRate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme against {@link Judge}, on seeded random neurons from random potentials under random input. */
class JudgeTest {
    private static final int STEPS = 60;
    private static final double STEP_MS = 0.5;
    private static final int SEEDS = 3;

    /** A neuron, with its soma free all the time or held from the end of the first step on. */
    record Trial(Shape shape, Coupling coupling, Synapses synapses, boolean exponential, boolean held, long seed) {
        NeuronModel model() {
            PyramidalCell cell = RandomNeurons.cell(shape, coupling, seed);
            List<Input> inputs = new ArrayList<>(RandomNeurons.inputs(cell, synapses, seed));
            if (synapses == Synapses.NMDA) {
                // own spikes change neither
                inputs.add(new CalciumConductance("g_ca", PyramidalCell.APICAL, 15, 40, -45, 5, 0, 0));
                inputs.add(new AfterSpikeConductance("g_ahp", PyramidalCell.SOMA, 20, -85, 0));
            }
            return new NeuronModel(cell, inputs, output());
        }

        /** Free somata stay below V_T + 3 Delta_T; held ones start above threshold and are refractory for the whole trial. */
        private SomaticOutput output() {
            if (exponential) {
                return held
                        ? new AdaptiveExponential(2, -50, -30, -62, 1e3, 4, 35, 70)
                        : new AdaptiveExponential(5, -42, -20, -62, 1, 4, 35, 70);
            }
            return held ? new LeakyIntegrateAndFire(-50, -62, 1e3) : new Graded(new SigmoidRate(80, 0.5, 0.3, -58));
        }
    }

    private static Stream<Trial> trials(boolean withConductances, boolean withExponential) {
        List<Trial> trials = new ArrayList<>();
        for (int k = 0; k < 48 * SEEDS; k++) {
            Trial trial = new Trial(
                    Shape.values()[k % 2],
                    Coupling.values()[k / 2 % 2],
                    Synapses.values()[k / 4 % 3],
                    k / 12 % 2 == 1,
                    k / 24 % 2 == 1,
                    k / 48 + 1);
            if ((withConductances || trial.synapses == Synapses.CURRENTS) && (withExponential || !trial.exponential)) {
                trials.add(trial);
            }
        }
        return trials.stream();
    }

    static Stream<Trial> theExactSchemeEqualsTheJudge() {
        return trials(false, false);
    }

    @ParameterizedTest
    @MethodSource
    void theExactSchemeEqualsTheJudge(Trial trial) {
        double[][] judge = judged(trial);
        assertThat(largestMv(run(trial, Integration.EXACT, 1), judge)).isLessThan(Judge.ACCURACY_MV);
    }

    static Stream<Trial> theImplicitTreeEqualsTheJudgeWithinItsTruncationError() {
        return trials(true, false);
    }

    /** Second order: parts of 0.5 ms / 32, 1/50 of the fastest time constant, leave 0.02^2/12 of some 20 mV = 7e-4 mV. */
    @ParameterizedTest
    @MethodSource
    void theImplicitTreeEqualsTheJudgeWithinItsTruncationError(Trial trial) {
        assertWithinTruncationError(trial, Integration.IMPLICIT_TREE, 2, 16, 1e-3);
    }

    static Stream<Trial> aStepOfTheImplicitTreeIsTheMidpointRule() {
        return trials(true, false).filter(trial -> trial.synapses != Synapses.NMDA);
    }

    /**
     * Where the membrane is linear in V the scheme is C (V' - V)/dt = I((V + V')/2) in every compartment, with conductances at the middle of the step
     * and currents as their mean, which the order of the error alone does not show. Rounding: some ulp of 70 mV, 1e-14 mV, times 2 / 0.5 ms and
     * conductances over capacitances (3/ms).
     */
    @ParameterizedTest
    @MethodSource
    void aStepOfTheImplicitTreeIsTheMidpointRule(Trial trial) {
        NeuronPopulation neurons = start(trial, Integration.IMPLICIT_TREE, 1);
        Judge judge = new Judge(trial.model());
        int compartments = trial.model().cell().compartments();
        for (int step = 0; step < STEPS; step++) {
            RandomNeurons.drive(neurons, step, trial.seed);
            double[] before = judge.read(neurons, 0);
            neurons.advance();
            double[] after = judge.read(neurons, 0);
            double[] middle = before.clone();
            for (int k = 0; k < middle.length - 1; k++) {
                double x = k < compartments
                        ? 0
                        : STEP_MS * trial.model().inputs().get(k - compartments).decayPerMs();
                boolean conductance = k >= compartments
                        && trial.model().inputs().get(k - compartments).unit().equals("nS");
                if (k < compartments) {
                    middle[k] = (before[k] + after[k]) / 2;
                } else if (x > 0) {
                    middle[k] *= conductance ? Math.exp(-x / 2) : -Math.expm1(-x) / x;
                }
            }
            double[] slope = new double[middle.length];
            judge.computeDerivatives(0, middle, slope);
            for (int c = trial.held ? 1 : 0; c < compartments; c++) {
                assertThat(Math.abs((after[c] - before[c]) / STEP_MS - slope[c]))
                        .isLessThan(1e-12);
            }
        }
    }

    static Stream<Trial> rungeKuttaEqualsTheJudgeWithinItsTruncationError() {
        return trials(true, true);
    }

    /** Fourth order: parts of 0.5 ms / 8, 1/12 of the fastest time constant, leave (1/12)^4/120 of some 20 mV = 8e-6 mV. */
    @ParameterizedTest
    @MethodSource
    void rungeKuttaEqualsTheJudgeWithinItsTruncationError(Trial trial) {
        assertWithinTruncationError(trial, Integration.RUNGE_KUTTA_4, 4, 4, 1e-5);
    }

    /**
     * Richardson: where the error is c h^p (1 + O(h)), that of the finer run is the difference to the coarser one over 2^p - 1, times 1 + O(h); 20 %
     * are granted to the O(h), and the error is to be {@code smallMv} at most, so that a term left out of the equations cannot hide in it.
     */
    private static void assertWithinTruncationError(
            Trial trial, Integration scheme, int order, int substeps, double smallMv) {
        double[][] judge = judged(trial);
        double[][] coarse = run(trial, scheme, substeps);
        double[][] fine = run(trial, scheme, 2 * substeps);
        double estimate = largestMv(coarse, fine) / ((1 << order) - 1);
        double error = largestMv(fine, judge);
        assertThat(error).isLessThan(1.2 * estimate + Judge.ACCURACY_MV).isLessThan(smallMv);
    }

    /** State after each step but the first, in which somata that are to be held spike. */
    private static double[][] run(Trial trial, Integration scheme, int substeps) {
        NeuronPopulation neurons = start(trial, scheme, substeps);
        Judge reader = new Judge(trial.model());
        double[][] states = new double[STEPS][];
        for (int step = 0; step < STEPS; step++) {
            RandomNeurons.drive(neurons, step, trial.seed);
            neurons.advance();
            assertThat(neurons.spikes().size()).isZero();
            states[step] = reader.read(neurons, 0);
        }
        return states;
    }

    /** The same by the judge; input arrives on the grid of whole steps. */
    private static double[][] judged(Trial trial) {
        // carries the input: a scheme is only asked for the state it starts in
        NeuronPopulation neurons = start(trial, Integration.RUNGE_KUTTA_4, 64);
        Judge judge = new Judge(trial.model());
        double[] y = judge.read(neurons, 0);
        double[][] states = new double[STEPS][];
        int compartments = trial.model().cell().compartments();
        for (int step = 0; step < STEPS; step++) {
            for (int k = 0; k < neurons.inputs().length; k++) {
                neurons.inputs()[k][0] = y[compartments + k];
            }
            RandomNeurons.drive(neurons, step, trial.seed);
            for (int k = 0; k < neurons.inputs().length; k++) {
                y[compartments + k] = neurons.inputs()[k][0];
            }
            y = judge.advance(y, STEP_MS, trial.held);
            states[step] = y.clone();
        }
        return states;
    }

    /** Random potentials; a soma that is to be held has just spiked, in a first step that is then undone for everything else. */
    private static NeuronPopulation start(Trial trial, Integration scheme, int substeps) {
        NeuronPopulation neurons =
                new NeuronPopulation(trial.model(), new Stepping(scheme, STEP_MS, substeps), Layout.of(1));
        if (trial.held) {
            neurons.compartments().somaMv()[0] = 0;
            neurons.advance();
            assertThat(neurons.spikes().size()).isEqualTo(1);
            assertThat(neurons.compartments().somaMv()[0]).isEqualTo(-62);
            neurons.advance();
        }
        RandomNeurons.scatter(neurons, trial.seed, unit -> unit);
        if (trial.exponential) {
            neurons.variables().get("w")[0] = 20;
        }
        if (trial.held) {
            neurons.compartments().somaMv()[0] = -62;
        }
        return neurons;
    }

    /** Largest difference of any variable: potentials (mV), currents (pA) and conductances (nS). */
    private static double largestMv(double[][] a, double[][] b) {
        double largest = 0;
        for (int step = 0; step < a.length; step++) {
            for (int k = 0; k < a[step].length; k++) {
                largest = Math.max(largest, Math.abs(a[step][k] - b[step][k]));
                assertThat(a[step][k]).isFinite();
            }
        }
        return largest;
    }
}

package org.apical.neuron.compartment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The propagators against an adaptive eighth-order integrator that reads the equations of physics.md 4, not the conductance matrix. */
class IntegrationTest {
    private static final Kernels KERNELS = KernelProvider.kernels();
    private static final double BASAL_TAU_MS = 3;
    private static final double APICAL_TAU_MS = 11;
    /** The judge runs at 1e-13 relative to 100 mV, a hundred times below this. */
    private static final double JUDGE_MV = 1e-9;
    /** Rounding: a few ulp of 70 mV (1.4e-14 mV) a step, a few hundred steps. */
    private static final double ROUNDING_MV = 1e-11;

    private static final double[] START_MV = {-66, -41, -83};
    /** Inputs of the propagator. */
    private static final int BASAL_SYNAPTIC = 0;

    private static final int APICAL_SYNAPTIC = 1;
    private static final int BASAL_CONSTANT = 2;
    private static final int APICAL_CONSTANT = 3;

    @ParameterizedTest
    @EnumSource(Coupling.class)
    void exactIntegrationEqualsTheJudge(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        GradedIntegration.Stepper exact = new ExactIntegration(cell, 0.7).stepper(KERNELS);
        CompartmentState state = start(CompartmentState.of(cell, 1));
        double[] judge = {-66, -41, -83, 0, 0};
        for (int step = 0; step < 20; step++) {
            // another constant current in every step
            double[] basal = {130 * Math.cos(step)};
            double[] apical = {-90 + 7 * step};
            exact.advance(state, basal, apical, 1);
            judge = judge(cell, judge, basal[0], apical[0], 0.7, false);
            assertState(state, 0, judge, JUDGE_MV);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RECIPROCAL, false, 0.7",
        "RECIPROCAL, true, 0.7",
        "DENDRITE_TO_SOMA, false, 0.7",
        "DENDRITE_TO_SOMA, true, 0.7",
        "RECIPROCAL, false, 9",
        "RECIPROCAL, true, 9",
        "DENDRITE_TO_SOMA, false, 9",
        "DENDRITE_TO_SOMA, true, 9"
    })
    void thePropagatorAndItsStepMeanEqualTheJudge(Coupling coupling, boolean held, double dt) {
        PyramidalCell cell = cell(coupling);
        ExactPropagator propagator = propagator(cell, dt);
        CompartmentState state = start(CompartmentState.withBasalMean(cell, 1));
        double[][] input = new double[4][1];
        double[] judge = {-66, -41, -83, 0, 0};
        for (int step = 0; step < 20; step++) {
            // spikes between the steps
            input[BASAL_SYNAPTIC][0] += 60;
            input[APICAL_SYNAPTIC][0] -= 35;
            judge[3] += 60;
            judge[4] -= 35;
            input[BASAL_CONSTANT][0] = 50 - step;
            input[APICAL_CONSTANT][0] = 20 + 3 * step;
            if (held) {
                propagator.advanceHeld(state, 0, input, 0, 1);
            } else {
                propagator.advanceFree(state, 0, input, 0, 1);
            }
            decay(input, dt);
            judge = judge(cell, judge, 50 - step, 20 + 3 * step, dt, held);
            assertState(state, 0, judge, JUDGE_MV);
            assertThat(Math.abs(state.basalMeanMv()[0] - judge[5] / dt)).isLessThan(JUDGE_MV);
            assertThat(Math.abs(input[BASAL_SYNAPTIC][0] - judge[3])).isLessThan(JUDGE_MV);
            assertThat(Math.abs(input[APICAL_SYNAPTIC][0] - judge[4])).isLessThan(JUDGE_MV);
        }
        if (held) {
            assertThat(state.somaMv()[0]).isEqualTo(-66);
        }
    }

    @ParameterizedTest
    @EnumSource(Coupling.class)
    void twoHalfStepsEqualOneStep(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        for (double dt : new double[] {0.01, 0.5, 4, 60}) {
            CompartmentState one = start(CompartmentState.withBasalMean(cell, 1));
            CompartmentState two = start(CompartmentState.withBasalMean(cell, 1));
            double[][] inputOne = {{150}, {-80}, {25}, {60}};
            double[][] inputTwo = {{150}, {-80}, {25}, {60}};
            ExactPropagator whole = propagator(cell, dt);
            ExactPropagator half = propagator(cell, dt / 2);
            for (int step = 0; step < 10; step++) {
                whole.advanceFree(one, 0, inputOne, 0, 1);
                decay(inputOne, dt);
                double meanOfHalves = 0;
                for (int k = 0; k < 2; k++) {
                    half.advanceFree(two, 0, inputTwo, 0, 1);
                    decay(inputTwo, dt / 2);
                    meanOfHalves += two.basalMeanMv()[0] / 2;
                }
                assertThat(Math.abs(one.basalMeanMv()[0] - meanOfHalves)).isLessThan(ROUNDING_MV);
            }
            assertSame(one, two, ROUNDING_MV);
            CompartmentState exactOne = start(CompartmentState.of(cell, 1));
            CompartmentState exactTwo = start(CompartmentState.of(cell, 1));
            double[] ib = {90};
            double[] ia = {-30};
            new ExactIntegration(cell, dt).stepper(KERNELS).advance(exactOne, ib, ia, 1);
            GradedIntegration.Stepper exactHalf = new ExactIntegration(cell, dt / 2).stepper(KERNELS);
            exactHalf.advance(exactTwo, ib, ia, 1);
            exactHalf.advance(exactTwo, ib, ia, 1);
            assertSame(exactOne, exactTwo, ROUNDING_MV);
        }
    }

    @ParameterizedTest
    @EnumSource(Coupling.class)
    void gradedAndSpikingNeuronsAgreeUnderConstantCurrents(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        CompartmentState graded = start(CompartmentState.of(cell, 1));
        CompartmentState spiking = start(CompartmentState.withBasalMean(cell, 1));
        double[][] input = {{0}, {0}, {77}, {-21}};
        GradedIntegration.Stepper exact = new ExactIntegration(cell, 0.3).stepper(KERNELS);
        ExactPropagator propagator = propagator(cell, 0.3);
        for (int step = 0; step < 100; step++) {
            exact.advance(graded, input[BASAL_CONSTANT], input[APICAL_CONSTANT], 1);
            propagator.advanceFree(spiking, 0, input, 0, 1);
        }
        assertSame(graded, spiking, ROUNDING_MV);
    }

    /** An error of an ulp a step (1.4e-14 mV) decays with 20 ms = 200 steps: it never adds up to more than 3e-12. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void restIsKept(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        ExactPropagator propagator = propagator(cell, 0.1);
        CompartmentState state = CompartmentState.withBasalMean(cell, 1);
        state.rest(cell.restMv());
        double[][] none = new double[4][1];
        for (int step = 0; step < 100_000; step++) {
            propagator.advanceFree(state, 0, none, 0, 1);
        }
        double rest = cell.restMv();
        assertState(state, 0, new double[] {rest, rest, rest}, ROUNDING_MV);
        assertThat(Math.abs(state.basalMeanMv()[0] - rest)).isLessThan(ROUNDING_MV);
    }

    /** From rest the response to I + J is the sum of the responses, in each compartment. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void inputsSuperpose(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        GradedIntegration.Stepper exact = new ExactIntegration(cell, 0.5).stepper(KERNELS);
        CompartmentState state = CompartmentState.of(cell, 3);
        state.rest(cell.restMv());
        for (int step = 0; step < 100; step++) {
            double b = 100 * Math.sin(0.1 * step);
            double a = -40 * Math.cos(0.3 * step);
            exact.advance(state, new double[] {b, 0, b}, new double[] {0, a, a}, 3);
        }
        for (double[] v : new double[][] {state.somaMv(), state.basalMv(), state.apicalMv()}) {
            double rest = cell.restMv();
            assertThat(Math.abs(v[0] - rest) + Math.abs(v[1] - rest)).isGreaterThan(0.1);
            assertThat(Math.abs((v[0] - rest) + (v[1] - rest) - (v[2] - rest))).isLessThan(ROUNDING_MV);
        }
    }

    /** After 2 s = 40 somatic time constants exp(-40) = 4e-18 of the start is left. */
    @ParameterizedTest
    @EnumSource(Coupling.class)
    void steadyStateEqualsTransferResistances(Coupling coupling) {
        PyramidalCell cell = cell(coupling);
        TransferResistances r = TransferResistances.of(cell);
        CompartmentState state = start(CompartmentState.of(cell, 1));
        GradedIntegration.Stepper exact = new ExactIntegration(cell, 1).stepper(KERNELS);
        for (int step = 0; step < 2000; step++) {
            exact.advance(state, new double[] {120}, new double[] {-75}, 1);
        }
        double[] expected = {
            cell.restMv() + r.somaBasal() * 120 - r.somaApical() * 75,
            cell.restMv() + r.basalBasal() * 120 - r.basalApical() * 75,
            cell.restMv() + r.apicalBasal() * 120 - r.apicalApical() * 75
        };
        assertState(state, 0, expected, 1e-10);
    }

    /** A dendrite-to-soma dendrite does not see the soma; a reciprocal one does. */
    @Test
    void onlyReciprocalDendritesSeeTheSoma() {
        for (Coupling coupling : Coupling.values()) {
            PyramidalCell cell = cell(coupling);
            CompartmentState state = CompartmentState.of(cell, 1);
            state.rest(cell.restMv());
            state.somaMv()[0] = cell.restMv() + 15;
            new ExactIntegration(cell, 1).stepper(KERNELS).advance(state, new double[1], new double[1], 1);
            if (coupling == Coupling.RECIPROCAL) {
                assertThat(state.basalMv()[0]).isGreaterThan(cell.restMv() + 0.1);
                assertThat(state.apicalMv()[0]).isGreaterThan(cell.restMv() + 0.1);
            } else {
                assertThat(state.basalMv()[0]).isEqualTo(cell.restMv());
                assertThat(state.apicalMv()[0]).isEqualTo(cell.restMv());
            }
        }
    }

    /** Lanes do not see one another, offsets address what they should, and elements beyond n stay as they were. */
    @Test
    void lanesAreIndependentAndOffsetsAreRespected() {
        PyramidalCell cell = cell(Coupling.RECIPROCAL);
        ExactPropagator propagator = propagator(cell, 0.5);
        CompartmentState state = start(CompartmentState.withBasalMean(cell, 6));
        double[][] input = {{100, 200}, {0, 0}, {0, 0}, {0, 0}};
        propagator.advanceFree(state, 2, input, 0, 2);
        CompartmentState alone = start(CompartmentState.withBasalMean(cell, 1));
        double[][] second = {{200}, {0}, {0}, {0}};
        propagator.advanceFree(alone, 0, second, 0, 1);
        assertThat(state.somaMv()[3]).isEqualTo(alone.somaMv()[0]);
        assertThat(state.basalMv()[3]).isEqualTo(alone.basalMv()[0]);
        assertThat(state.somaMv()[2]).isNotEqualTo(state.somaMv()[3]);
        assertThat(state.basalMeanMv()[3]).isEqualTo(alone.basalMeanMv()[0]);
        for (int k : new int[] {0, 1, 4, 5}) {
            assertState(state, k, START_MV, 0);
            assertThat(state.basalMeanMv()[k]).isNaN();
        }
        CompartmentState heldState = start(CompartmentState.withBasalMean(cell, 6));
        propagator.advanceHeld(heldState, 4, input, 1, 1);
        CompartmentState heldAlone = start(CompartmentState.withBasalMean(cell, 1));
        propagator.advanceHeld(heldAlone, 0, second, 0, 1);
        assertThat(heldState.somaMv()[4]).isEqualTo(START_MV[0]);
        assertThat(heldState.basalMv()[4]).isEqualTo(heldAlone.basalMv()[0]);
        assertThat(heldState.basalMeanMv()[4]).isEqualTo(heldAlone.basalMeanMv()[0]);
        assertThat(heldState.apicalMv()[4]).isEqualTo(heldAlone.apicalMv()[0]);
        for (int k : new int[] {0, 1, 2, 3, 5}) {
            assertState(heldState, k, START_MV, 0);
            assertThat(heldState.basalMeanMv()[k]).isNaN();
        }
    }

    /** Sizes around the 512 elements that are formed at once; an element whose time is now is free. */
    @ParameterizedTest
    @CsvSource({"RECIPROCAL, 1", "RECIPROCAL, 37", "RECIPROCAL, 1300", "DENDRITE_TO_SOMA, 512", "DENDRITE_TO_SOMA, 513"
    })
    void someHeldSomataAdvanceElementByElement(Coupling coupling, int n) {
        PyramidalCell cell = cell(coupling);
        ExactPropagator propagator = propagator(cell, 0.5);
        int from = 3;
        int inputFrom = 5;
        double now = 17;
        double[] until = {Double.NEGATIVE_INFINITY, now - 1, now, now + 1, Double.POSITIVE_INFINITY};
        CompartmentState[] states = new CompartmentState[3];
        for (int k = 0; k < 3; k++) {
            states[k] = CompartmentState.withBasalMean(cell, n + 7);
            SplittableRandom random = new SplittableRandom(1);
            for (double[] potential : states[k].arrays()) {
                Arrays.setAll(potential, i -> -80 + 40 * random.nextDouble());
            }
        }
        CompartmentState free = states[0];
        CompartmentState held = states[1];
        CompartmentState mixed = states[2];
        SplittableRandom random = new SplittableRandom(2);
        double[][] input = new double[4][n + 9];
        for (double[] current : input) {
            Arrays.setAll(current, i -> 200 * random.nextDouble() - 100);
        }
        double[] heldUntil = new double[n + 7];
        Arrays.setAll(heldUntil, i -> until[random.nextInt(until.length)]);
        for (int i = 0; i < n; i++) {
            propagator.advanceFree(free, from + i, input, inputFrom + i, 1);
            propagator.advanceHeld(held, from + i, input, inputFrom + i, 1);
        }
        propagator.advance(mixed, from, input, inputFrom, n, heldUntil, now);
        for (int a = 0; a < mixed.arrays().length; a++) {
            for (int k = 0; k < n + 7; k++) {
                CompartmentState expected = heldUntil[k] > now ? held : free;
                assertThat(mixed.arrays()[a][k]).isEqualTo(expected.arrays()[a][k]);
            }
        }
        assertThat(free.somaMv()[from]).isNotEqualTo(held.somaMv()[from]);
    }

    /**
     * Forward Euler of dV/dt = (V_inf - V)/tau: the error at fixed time is C dt (1 + O(dt/tau)), dt/tau = 0.025, so the ratio is 2 within 0.05.
     */
    @Test
    void halvingDtHalvesTheErrorOfQuasiStaticDendrites() {
        double coarse = quasiStaticErrorMv(0.4);
        double fine = quasiStaticErrorMv(0.2);
        assertThat(coarse / fine).isBetween(1.95, 2.05);
        assertThat(fine).isGreaterThan(1e-3);
    }

    /** As C_b = C_a = C falls the exact neuron approaches the quasi-static one (in continuous time) in proportion to C. */
    @Test
    void quasiStaticDendritesAreTheLimitOfSmallDendriticCapacitance() {
        double coarse = Math.abs(somaAfter20Ms(0.1) - quasiStaticSomaMv(20));
        double fine = Math.abs(somaAfter20Ms(0.01) - quasiStaticSomaMv(20));
        // the next order is tau_b/tau_v = 0.01 ms / 18 ms
        assertThat(coarse / fine).isBetween(9.9, 10.1);
    }

    @Test
    void quasiStaticDendritesSettleAtTheTransferResistances() {
        PyramidalCell cell = cell(Coupling.DENDRITE_TO_SOMA);
        TransferResistances r = TransferResistances.of(cell);
        CompartmentState state = start(CompartmentState.of(cell, 1));
        GradedIntegration.Stepper quasiStatic = new QuasiStaticDendrites(cell, 0.5).stepper(KERNELS);
        for (int step = 0; step < 4000; step++) {
            quasiStatic.advance(state, new double[] {120}, new double[] {-75}, 1);
        }
        double[] expected = {
            cell.restMv() + r.somaBasal() * 120 - r.somaApical() * 75,
            cell.restMv() + r.basalBasal() * 120,
            cell.restMv() - r.apicalApical() * 75
        };
        assertState(state, 0, expected, 1e-10);
    }

    @Test
    void quasiStaticDendritesRejectUnstableStepsAndReciprocalCoupling() {
        PyramidalCell cell = cell(Coupling.DENDRITE_TO_SOMA);
        double limit = 2 * cell.somaticTimeConstantMs();
        new QuasiStaticDendrites(cell, 0.999 * limit);
        assertThatThrownBy(() -> new QuasiStaticDendrites(cell, limit))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("QuasiStaticDendrites.dtMs must be below 2 tau_v");
        assertThatThrownBy(() -> new QuasiStaticDendrites(cell(Coupling.RECIPROCAL), 0.1))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("DENDRITE_TO_SOMA, got RECIPROCAL");
    }

    private static double quasiStaticErrorMv(double dt) {
        PyramidalCell cell = cell(Coupling.DENDRITE_TO_SOMA);
        CompartmentState state = CompartmentState.of(cell, 1);
        state.rest(cell.restMv());
        GradedIntegration.Stepper quasiStatic = new QuasiStaticDendrites(cell, dt).stepper(KERNELS);
        for (int step = 0; step < Math.round(20 / dt); step++) {
            quasiStatic.advance(state, new double[] {120}, new double[] {40}, 1);
        }
        return Math.abs(state.somaMv()[0] - quasiStaticSomaMv(20));
    }

    /** Closed form from rest under I_b = 120 pA, I_a = 40 pA. */
    private static double quasiStaticSomaMv(double ms) {
        PyramidalCell cell = cell(Coupling.DENDRITE_TO_SOMA);
        double total = 4 + 5 + 3;
        double settled = (5 * 120 / 6.0 + 3 * 40 / 9.0) / total;
        return cell.restMv() - settled * Math.expm1(-ms * total / 240);
    }

    private static double somaAfter20Ms(double picoF) {
        PyramidalCell cell = PyramidalCell.threeCompartments(
                new Compartment(240, 4),
                new Compartment(picoF, 6),
                new Compartment(picoF, 9),
                5,
                3,
                -70,
                Coupling.DENDRITE_TO_SOMA);
        CompartmentState state = CompartmentState.of(cell, 1);
        state.rest(-70);
        new ExactIntegration(cell, 20).stepper(KERNELS).advance(state, new double[] {120}, new double[] {40}, 1);
        return state.somaMv()[0];
    }

    /** No two parameters alike, so that a swapped index shows. */
    private static PyramidalCell cell(Coupling coupling) {
        return PyramidalCell.threeCompartments(
                new Compartment(240, 4), new Compartment(30, 6), new Compartment(50, 9), 5, 3, -70, coupling);
    }

    private static CompartmentState start(CompartmentState state) {
        for (int c = 0; c < START_MV.length; c++) {
            Arrays.fill(state.potentialMv(c), START_MV[c]);
        }
        return state;
    }

    private static ExactPropagator propagator(PyramidalCell cell, double dtMs) {
        return new ExactPropagator(
                CompartmentState.withBasalMean(cell, 0),
                List.of(
                        new CurrentSynapse("I_b", PyramidalCell.BASAL, BASAL_TAU_MS),
                        new CurrentSynapse("I_a", PyramidalCell.APICAL, APICAL_TAU_MS),
                        new InjectedCurrent("i_b", PyramidalCell.BASAL),
                        new InjectedCurrent("i_a", PyramidalCell.APICAL)),
                dtMs,
                KERNELS);
    }

    /** What the step leaves of the synaptic currents of one element. */
    private static void decay(double[][] input, double dtMs) {
        input[BASAL_SYNAPTIC][0] *= Math.exp(-dtMs / BASAL_TAU_MS);
        input[APICAL_SYNAPTIC][0] *= Math.exp(-dtMs / APICAL_TAU_MS);
    }

    /** State (V_s, V_b, V_a, I_b, I_a) after {@code ms}, and the integral of V_b. */
    private static double[] judge(
            PyramidalCell cell, double[] from, double constantBasal, double constantApical, double ms, boolean held) {
        double back = cell.coupling() == Coupling.RECIPROCAL ? 1 : 0;
        double gb = cell.couplingNanoS(1);
        double ga = cell.couplingNanoS(2);
        double rest = cell.restMv();
        FirstOrderDifferentialEquations equations = new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
                return 6;
            }

            @Override
            public void computeDerivatives(double t, double[] y, double[] d) {
                double soma = -cell.soma().leakNanoS() * (y[0] - rest) + gb * (y[1] - y[0]) + ga * (y[2] - y[0]);
                double basal = -cell.membrane(1).leakNanoS() * (y[1] - rest)
                        + back * gb * (y[0] - y[1])
                        + y[3]
                        + constantBasal;
                double apical = -cell.membrane(2).leakNanoS() * (y[2] - rest)
                        + back * ga * (y[0] - y[2])
                        + y[4]
                        + constantApical;
                d[0] = held ? 0 : soma / cell.soma().capacitancePicoF();
                d[1] = basal / cell.membrane(1).capacitancePicoF();
                d[2] = apical / cell.membrane(2).capacitancePicoF();
                d[3] = -y[3] / BASAL_TAU_MS;
                d[4] = -y[4] / APICAL_TAU_MS;
                d[5] = y[1];
            }
        };
        double[] to = new double[6];
        double[] start = Arrays.copyOf(from, 6);
        start[5] = 0;
        new DormandPrince853Integrator(1e-8, 10, 1e-11, 1e-13).integrate(equations, 0, start, ms, to);
        return to;
    }

    private static void assertState(CompartmentState state, int k, double[] expected, double toleranceMv) {
        assertThat(Math.abs(state.somaMv()[k] - expected[0])).as("V_s").isLessThanOrEqualTo(toleranceMv);
        assertThat(Math.abs(state.basalMv()[k] - expected[1])).as("V_b").isLessThanOrEqualTo(toleranceMv);
        assertThat(Math.abs(state.apicalMv()[k] - expected[2])).as("V_a").isLessThanOrEqualTo(toleranceMv);
    }

    private static void assertSame(CompartmentState actual, CompartmentState expected, double toleranceMv) {
        assertState(
                actual,
                0,
                new double[] {expected.somaMv()[0], expected.basalMv()[0], expected.apicalMv()[0]},
                toleranceMv);
    }
}

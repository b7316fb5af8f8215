package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.RandomNeurons.Shape;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.SigmoidRate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Charge and energy of the passive tree with reciprocal coupling, from rest to rest under current pulses. With x = V - E_L,
 *
 * <pre>
 * charge   sum_c C_c x_c(T) = int sum I dt - int sum_c gL_c x_c dt                                    axial currents cancel
 * energy   sum_c C_c x_c(T)^2 / 2 = int sum x I dt - int sum_c gL_c x_c^2 dt - int sum_d g_d (x_d - x_p)^2 dt
 * </pre>
 *
 * The integrals are those under which the identity holds for the scheme itself: sums over midpoints for the implicit tree, C (V' - V)/dt = I((V
 * + V')/2), and a quadrature of the trajectory for the exact propagator. Leak, axial conductances and shares are read from the parameters, never
 * from the conductance matrix.
 */
class BalanceTest {
    private static final double PULSES_MS = 100;
    /** 400 ms later some exp(-400/40) = 5e-5 of the potentials are left, and are counted as stored. */
    private static final double END_MS = 500;
    /**
     * Rounding of V, half an ulp of 70 mV (7e-15 mV) a step, is remembered for a membrane time constant, 400 steps: 3e-12 mV if it is always of one
     * sign, which is 2e-8 pA ms of leak (15 nS, 500 ms), and 1e-12 of the 2e4 pA ms that are injected. The sums add 10^4 roundings of 1e-16.
     */
    private static final double RELATIVE = 1e-12;

    /** Injected, lost by leak, lost in axial resistances (energy only), stored. */
    private static final class Balance {
        double injected;
        double leaked;
        double axial;
        double stored;
        double largest;

        void assertHolds() {
            largest = Math.max(Math.abs(injected), largest);
            assertThat(Math.abs(injected - leaked - axial - stored)).isLessThan(RELATIVE * largest);
        }
    }

    static Stream<Arguments> cells() {
        return Stream.of(Shape.values())
                .flatMap(shape -> IntStream.range(0, 4).mapToObj(seed -> Arguments.of(shape, seed)));
    }

    /** Midpoints: an identity of each step. */
    @ParameterizedTest
    @MethodSource("cells")
    void theImplicitTreeKeepsChargeAndEnergyAtMidpoints(Shape shape, long seed) {
        NeuronPopulation neurons = population(shape, Integration.IMPLICIT_TREE, seed, 0.1);
        Balance charge = new Balance();
        Balance energy = new Balance();
        double[] before = depolarisation(neurons);
        for (int step = 0; step < Math.round(END_MS / 0.1); step++) {
            pulses(neurons, step, 10, seed);
            double[] current = meanCurrent(neurons, 0.1);
            neurons.advance();
            double[] after = depolarisation(neurons);
            double[] middle = new double[after.length];
            for (int c = 0; c < middle.length; c++) {
                middle[c] = (before[c] + after[c]) / 2;
            }
            account(neurons.model().cell(), middle, current, 0.1, charge, energy);
            before = after;
        }
        settle(neurons, charge, energy);
        charge.assertHolds();
        energy.assertHolds();
    }

    /**
     * Between input spikes, which are 1 ms apart, the trajectory is a sum of exponentials of at most 2/ms; Newton-Cotes of order 10 on 16 steps of
     * 1/16 ms (two panels of 8) leaves 2 (h/tau)^11 2368/467775 = 1e-12 of the fastest mode, itself a small part of the whole.
     */
    @ParameterizedTest
    @MethodSource("cells")
    void theExactPropagatorKeepsChargeAndEnergy(Shape shape, long seed) {
        double[] panel = {989, 5888, -928, 10496, -4540, 10496, -928, 5888, 989};
        double dt = 1.0 / 16;
        NeuronPopulation neurons = population(shape, Integration.EXACT, seed, dt);
        PyramidalCell cell = neurons.model().cell();
        Balance charge = new Balance();
        Balance energy = new Balance();
        for (int step = 0; step < Math.round(END_MS / dt); step++) {
            pulses(neurons, step, 16, seed);
            double start = weight(panel, step % 8, true);
            account(cell, depolarisation(neurons), current(neurons), dt * start, charge, energy);
            neurons.advance();
            double end = weight(panel, step % 8 + 1, false);
            account(cell, depolarisation(neurons), current(neurons), dt * end, charge, energy);
        }
        settle(neurons, charge, energy);
        charge.assertHolds();
        energy.assertHolds();
    }

    /** Each node is met at the end of one step and at the beginning of the next, between which input arrives; a panel begins and ends with its own. */
    private static double weight(double[] panel, int node, boolean beginning) {
        double all = 4 * panel[node] / 14175;
        if (node == 0 || node == 8) {
            return all;
        }
        return beginning ? all : 0;
    }

    private static void account(
            PyramidalCell cell, double[] x, double[] current, double ms, Balance charge, Balance energy) {
        for (int c = 0; c < x.length; c++) {
            double leak = cell.membrane(c).leakNanoS();
            charge.injected += ms * current[c];
            charge.leaked += ms * leak * x[c];
            energy.injected += ms * current[c] * x[c];
            energy.leaked += ms * leak * x[c] * x[c];
            if (c > 0) {
                double difference = x[c] - x[cell.parent(c)];
                energy.axial += ms * cell.couplingNanoS(c) * difference * difference;
            }
        }
        charge.largest = Math.max(charge.largest, Math.abs(charge.injected));
        energy.largest = Math.max(energy.largest, Math.abs(energy.injected));
    }

    private static void settle(NeuronPopulation neurons, Balance charge, Balance energy) {
        double[] x = depolarisation(neurons);
        for (int c = 0; c < x.length; c++) {
            double capacitance = neurons.model().cell().membrane(c).capacitancePicoF();
            charge.stored += capacitance * x[c];
            energy.stored += capacitance * x[c] * x[c] / 2;
        }
        // the run was one: charge was stored, lost again, and much of the energy went through the axial resistances
        assertThat(Math.abs(charge.stored)).isLessThan(1e-3 * charge.largest);
        assertThat(charge.largest).isGreaterThan(3e3);
        assertThat(energy.axial).isGreaterThan(0.01 * energy.largest);
    }

    private static NeuronPopulation population(Shape shape, Integration scheme, long seed, double dtMs) {
        PyramidalCell cell = RandomNeurons.cell(shape, Coupling.RECIPROCAL, seed);
        List<Input> inputs = List.of(
                new InjectedCurrent("i_soma", PyramidalCell.SOMA),
                new InjectedCurrent("i_basal", PyramidalCell.BASAL),
                new CurrentSynapse("I_apical", PyramidalCell.APICAL, 7));
        NeuronModel model = new NeuronModel(cell, inputs, new Graded(new SigmoidRate(80, 0.5, 0.3, -58)));
        return new NeuronPopulation(model, new Stepping(scheme, dtMs, 1), Layout.of(1));
    }

    /** Pulses of 20 ms of either sign, and input spikes every ms. */
    private static void pulses(NeuronPopulation neurons, int step, int stepsPerMs, long seed) {
        if (step % stepsPerMs != 0) {
            return;
        }
        int ms = step / stepsPerMs;
        boolean on = ms < PULSES_MS;
        neurons.input("i_soma")[0] = on ? 130 * Math.cos(ms / 20 + seed) + 60 : 0;
        neurons.input("i_basal")[0] = on ? 90 * Math.sin(ms / 20 + seed) + 40 : 0;
        neurons.input("I_apical")[0] += on ? 25 : 0;
    }

    private static double[] depolarisation(NeuronPopulation neurons) {
        PyramidalCell cell = neurons.model().cell();
        double[] x = new double[cell.compartments()];
        for (int c = 0; c < x.length; c++) {
            x[c] = neurons.compartments().potentialMv(c)[0] - cell.restMv();
        }
        return x;
    }

    /** Current into each compartment now. */
    private static double[] current(NeuronPopulation neurons) {
        return meanCurrent(neurons, 0);
    }

    /** Current into each compartment, averaged over the next dt: that of an exponential is (1 - exp(-x))/x of its beginning. */
    private static double[] meanCurrent(NeuronPopulation neurons, double dtMs) {
        PyramidalCell cell = neurons.model().cell();
        double[] current = new double[cell.compartments()];
        for (Input input : neurons.model().inputs()) {
            double x = dtMs * input.decayPerMs();
            double mean = neurons.input(input.name())[0] * (x == 0 ? 1 : -Math.expm1(-x) / x);
            double membrane = 0;
            for (int c = 0; c < current.length; c++) {
                membrane += on(input, cell, c) ? cell.membrane(c).capacitancePicoF() : 0;
            }
            for (int c = 0; c < current.length; c++) {
                current[c] += on(input, cell, c) ? mean * cell.membrane(c).capacitancePicoF() / membrane : 0;
            }
        }
        return current;
    }

    private static boolean on(Input input, PyramidalCell cell, int compartment) {
        String kind = compartment == 0
                ? PyramidalCell.SOMA
                : cell.dendrites().get(compartment - 1).kind().site();
        return kind.equals(input.site());
    }
}

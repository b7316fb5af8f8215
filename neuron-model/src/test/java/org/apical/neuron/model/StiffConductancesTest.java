package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.RandomNeurons.Shape;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.QuadraticIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.AfterSpikeConductance;
import org.apical.neuron.synapse.CalciumConductance;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.GatedConductance;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;
import org.apical.neuron.synapse.OhmicConductance;
import org.apical.neuron.transfer.SigmoidRate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conductances, synapses and adaptation that are fast against the step. */
class StiffConductancesTest {
    private static final double RESET_MV = -66;
    /** Rounding of potentials near 100 mV that are sums of some products. */
    private static final double ROUNDING_MV = 1e-9;

    private static final SomaticOutput GRADED = new Graded(new SigmoidRate(80, 0.5, 0.3, -58));
    private static final AdaptiveExponential ADEX = new AdaptiveExponential(2, -50, -30, -66, 2, 2, 60, 100);

    /** Somata and schemes; a bound (mV) that the soma itself sets where it is not passive. */
    enum Neuron {
        IMPLICIT_GRADED(Integration.IMPLICIT_TREE, GRADED, false),
        IMPLICIT_LIF(Integration.IMPLICIT_TREE, new LeakyIntegrateAndFire(-55, RESET_MV, 2), true),
        RUNGE_KUTTA_GRADED(Integration.RUNGE_KUTTA_4, GRADED, false),
        RUNGE_KUTTA_LIF(Integration.RUNGE_KUTTA_4, new LeakyIntegrateAndFire(-55, RESET_MV, 2), true),
        ADEX(Integration.RUNGE_KUTTA_4, StiffConductancesTest.ADEX, true),
        QIF(Integration.RUNGE_KUTTA_4, new QuadraticIntegrateAndFire(-55, -30, RESET_MV, 2), true);

        final Integration scheme;
        final SomaticOutput soma;
        final boolean fires;

        Neuron(Integration scheme, SomaticOutput soma, boolean fires) {
            this.scheme = scheme;
            this.soma = soma;
            this.fires = fires;
        }

        boolean upstroke() {
            return soma.current().isPresent();
        }
    }

    enum Drive {
        EXCITATION,
        INHIBITION,
        BOTH,
        NMDA,
        CALCIUM
    }

    static Stream<Trial> noPotentialLeavesTheIntervalOfReversalsAndRest() {
        List<Trial> trials = new ArrayList<>();
        for (Neuron neuron : Neuron.values()) {
            for (Drive drive : Drive.values()) {
                for (double dtMs : new double[] {0.01, 0.1, 0.5, 1, 2}) {
                    for (Coupling coupling : Coupling.values()) {
                        trials.add(new Trial(neuron, drive, coupling, dtMs));
                    }
                }
            }
        }
        return trials.stream();
    }

    record Trial(Neuron neuron, Drive drive, Coupling coupling, double dtMs) {
        /** Three cells that share no parameter, the standard one among them. */
        List<PyramidalCell> cells() {
            return Stream.of(
                            PyramidalCell.standard().withCoupling(coupling),
                            RandomNeurons.cell(Shape.THREE, coupling, 31),
                            RandomNeurons.cell(Shape.TREE, coupling, 32))
                    .toList();
        }

        List<Input> inputs(PyramidalCell cell) {
            List<Input> inputs = new ArrayList<>();
            for (String site : List.of(PyramidalCell.SOMA, PyramidalCell.BASAL, cell.name(cell.compartments() - 1))) {
                if (drive == Drive.EXCITATION || drive == Drive.BOTH) {
                    inputs.add(new ConductanceSynapse("ge " + site, site, 3, 0));
                }
                if (drive == Drive.INHIBITION || drive == Drive.BOTH) {
                    inputs.add(new ConductanceSynapse("gi " + site, site, 7, -80));
                }
                if (drive == Drive.CALCIUM) {
                    inputs.add(new CalciumConductance("gc " + site, site, 20, 50, -38, 6, 1e4, 0));
                    inputs.add(new AfterSpikeConductance("ga " + site, site, 10, -90, 1e3));
                }
                if (drive == Drive.NMDA) {
                    inputs.add(new NmdaSynapse("gn " + site, site, 50, 0, 1));
                }
            }
            return inputs;
        }
    }

    /**
     * Every neuron has conductances of its own between 1e-3 and 1e7 nS (log-uniform; a third of the inputs are silent), set anew every seven steps, so that they also jump and decay. A
     * soma that fires sets itself to its reset, goes no higher than its peak before that, and its adaptation is a current within what it has been times the largest resistance. The dendrites know the soma
     * below its peak only.
     */
    @ParameterizedTest
    @MethodSource
    void noPotentialLeavesTheIntervalOfReversalsAndRest(Trial trial) {
        for (PyramidalCell cell : trial.cells()) {
            NeuronModel model = new NeuronModel(cell, trial.inputs(cell), trial.neuron.soma);
            Stepping stepping = new Stepping(trial.neuron.scheme, trial.dtMs, 1);
            if (refuses(stepping, model)) {
                continue;
            }
            NeuronPopulation neurons = new NeuronPopulation(model, stepping, Layout.of(300));
            double[] low = new double[300];
            double[] high = new double[300];
            Arrays.fill(low, cell.restMv());
            Arrays.fill(high, cell.restMv());
            SplittableRandom random = new SplittableRandom(5);
            for (int step = 0; step < 60; step++) {
                if (step % 7 == 0) {
                    strengthen(neurons, random);
                }
                widen(neurons, low, high);
                neurons.advance();
                assertInside(neurons, low, high, trial.neuron);
            }
        }
    }

    private static boolean refuses(Stepping stepping, NeuronModel model) {
        try {
            stepping.check(model);
            return false;
        } catch (ParameterException e) {
            // by name and before the run
            assertThat(stepping.integration()).isEqualTo(Integration.RUNGE_KUTTA_4);
            assertThat(e).hasMessageContaining("fastest time constant");
            return true;
        }
    }

    private static void strengthen(NeuronPopulation neurons, SplittableRandom random) {
        for (double[] g : neurons.inputs()) {
            for (int k = 0; k < g.length; k++) {
                double strength = Math.pow(10, -3 + 10 * random.nextDouble());
                g[k] = random.nextInt(3) == 0 ? 0 : strength;
            }
        }
    }

    private static void widen(NeuronPopulation neurons, double[] low, double[] high) {
        for (int k = 0; k < neurons.inputs().length; k++) {
            Input input = neurons.model().inputs().get(k);
            double reversal =
                    input instanceof OhmicConductance g ? g.reversalMv() : ((GatedConductance) input).reversalMv();
            for (int i = 0; i < low.length; i++) {
                if (neurons.inputs()[k][i] > 0) {
                    low[i] = Math.min(low[i], reversal);
                    high[i] = Math.max(high[i], reversal);
                }
            }
        }
    }

    private static void assertInside(NeuronPopulation neurons, double[] low, double[] high, Neuron neuron) {
        for (int k = 0; k < neurons.spikes().size(); k++) {
            int at = neurons.spikes().element(k);
            low[at] = Math.min(low[at], RESET_MV);
            high[at] = Math.max(high[at], RESET_MV);
        }
        PyramidalCell cell = neurons.model().cell();
        double[] w = neurons.variables().get("w");
        double resistance = 1 / cell.soma().leakNanoS();
        for (int c = 0; c < cell.compartments(); c++) {
            double[] v = neurons.compartments().potentialMv(c);
            for (int i = 0; i < v.length; i++) {
                double below = w == null ? 0 : Math.max(0, w[i]) * resistance;
                // the upstroke of a soma that is not driven over rest is 1e-3 mV at most
                double above = w == null ? 0 : Math.max(0, -w[i]) * resistance;
                double own = neuron.upstroke() ? upstroke(neuron, high[i]) : 0;
                boolean inside =
                        v[i] >= low[i] - below - ROUNDING_MV && v[i] <= Math.max(high[i], own) + above + ROUNDING_MV;
                if (!inside) {
                    throw new AssertionError(cell.name(c) + " of neuron " + i + " at " + v[i] + " mV, outside " + low[i]
                            + " to " + Math.max(high[i], own) + " mV");
                }
            }
        }
    }

    /** Without excitation the current of the soma moves it by less than 1 mV; with excitation it goes to its peak. */
    private static double upstroke(Neuron neuron, double high) {
        return high > -60 ? Math.max(high, -30) : high + 1;
    }

    /** Recorded in the list of faults: the standard cell, the apical dendrite under one constant conductance. */
    @ParameterizedTest
    @CsvSource({
        "IMPLICIT_GRADED, 100, 0, 0.5",
        "IMPLICIT_GRADED, 500, 0, 0.1",
        "IMPLICIT_GRADED, 200, -80, 0.5",
        "IMPLICIT_GRADED, 1e7, 0, 2",
        "ADEX, 100, -80, 0.5",
        "ADEX, 10000, -80, 0.05",
        "ADEX, 1e7, -80, 2"
    })
    void aFastConductanceTakesTheDendriteToWhereCurrentsBalance(
            Neuron neuron, double nanoS, double reversalMv, double dtMs) {
        PyramidalCell cell = PyramidalCell.standard();
        NeuronModel model = new NeuronModel(
                cell, List.of(new ConductanceSynapse("g", PyramidalCell.APICAL, 1e9, reversalMv)), neuron.soma);
        NeuronPopulation neurons = new NeuronPopulation(model, new Stepping(neuron.scheme, dtMs, 1), Layout.of(1));
        neurons.input("g")[0] = nanoS;
        double balance = (nanoS * reversalMv + 10 * -70) / (nanoS + 10);
        for (int step = 0; step < 200; step++) {
            neurons.advance();
            double v = neurons.compartments().apicalMv()[0];
            assertThat(v).isBetween(Math.min(-70, balance) - ROUNDING_MV, Math.max(-70, balance) + ROUNDING_MV);
            assertThat(neurons.spikes().size()).isZero();
        }
        assertThat(neurons.compartments().apicalMv()[0]).isCloseTo(balance, org.assertj.core.data.Offset.offset(1e-6));
    }

    /** Constant currents beside: the potentials of the passive cell under the currents alone are what they add at most. */
    @ParameterizedTest
    @EnumSource(
            value = Neuron.class,
            names = {"IMPLICIT_GRADED", "RUNGE_KUTTA_GRADED"})
    void injectedCurrentsWidenTheIntervalByWhatTheyAloneBringAbout(Neuron neuron) {
        PyramidalCell cell = PyramidalCell.standard();
        double[] resistance = TransferResistances.response(cell, PyramidalCell.APICAL);
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        new InjectedCurrent("i", PyramidalCell.APICAL),
                        new ConductanceSynapse("g", PyramidalCell.APICAL, 5, 0)),
                neuron.soma);
        NeuronPopulation neurons = new NeuronPopulation(model, new Stepping(neuron.scheme, 1, 1), Layout.of(100));
        SplittableRandom random = new SplittableRandom(8);
        Arrays.fill(neurons.input("i"), 150);
        for (int step = 0; step < 100; step++) {
            for (int k = 0; k < 100 && step % 9 == 0; k++) {
                neurons.input("g")[k] = Math.pow(10, -3 + 10 * random.nextDouble());
            }
            neurons.advance();
            for (int c = 0; c < cell.compartments(); c++) {
                for (double v : neurons.compartments().potentialMv(c)) {
                    assertThat(v).isBetween(-70 - ROUNDING_MV, 150 * resistance[c] + ROUNDING_MV);
                }
            }
        }
    }

    /** What the neighbour does changes no bit, whichever of the two is fast. */
    @ParameterizedTest
    @EnumSource(Neuron.class)
    void aNeuronTakesTheSameStepBesideAFastOne(Neuron neuron) {
        PyramidalCell cell = RandomNeurons.cell(Shape.TREE, Coupling.RECIPROCAL, 3);
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        new ConductanceSynapse("g", PyramidalCell.APICAL, 1e9, 0),
                        new NmdaSynapse("n", PyramidalCell.BASAL, 80, 0, 1)),
                neuron.soma);
        double[] nanoS = {3, 1e6, 8, 300, 0.1, 12, 1e4, 2, 5, 70, 9};
        NeuronPopulation scalar = new NeuronPopulation(
                model, new Stepping(neuron.scheme, 0.25, 1), Layout.of(nanoS.length), KernelProvider.choose("scalar"));
        NeuronPopulation vector = new NeuronPopulation(
                model, new Stepping(neuron.scheme, 0.25, 1), Layout.of(nanoS.length), KernelProvider.choose("vector"));
        System.arraycopy(nanoS, 0, scalar.input("g"), 0, nanoS.length);
        System.arraycopy(nanoS, 0, vector.input("g"), 0, nanoS.length);
        List<NeuronPopulation> alone = new ArrayList<>();
        for (double g : nanoS) {
            NeuronPopulation one = new NeuronPopulation(model, new Stepping(neuron.scheme, 0.25, 1), Layout.of(1));
            one.input("g")[0] = g;
            one.input("n")[0] = 20;
            alone.add(one);
        }
        Arrays.fill(scalar.input("n"), 20);
        Arrays.fill(vector.input("n"), 20);
        for (int step = 0; step < 100; step++) {
            scalar.advance();
            vector.advance();
            for (int k = 0; k < nanoS.length; k++) {
                alone.get(k).advance();
                for (int c = 0; c < cell.compartments(); c++) {
                    double v = alone.get(k).compartments().potentialMv(c)[0];
                    assertThat(scalar.compartments().potentialMv(c)[k]).isEqualTo(v);
                    assertThat(vector.compartments().potentialMv(c)[k]).isEqualTo(v);
                }
            }
        }
    }

    /** 100 nS at dt 0.4 ms: dt A/C = 4.4, which eight parts resolve. The error falls by about 2^4 where the step is halved. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.2})
    void partsOfAStepAreOfFourthOrder(double dtMs) {
        double coarse = errorAfterMs(dtMs);
        double fine = errorAfterMs(dtMs / 2);
        assertThat(fine).isGreaterThan(1e-12);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(3.5, 4.5);
    }

    /** V_a after 0.4 ms against the solution in closed form. */
    private static double errorAfterMs(double dtMs) {
        NeuronModel model = new NeuronModel(
                PyramidalCell.standard(), List.of(new ConductanceSynapse("g", PyramidalCell.APICAL, 1e15, 0)), ADEX);
        NeuronPopulation neurons =
                new NeuronPopulation(model, new Stepping(Integration.RUNGE_KUTTA_4, dtMs, 1), Layout.of(1));
        neurons.input("g")[0] = 100;
        for (int step = 0; step < Math.round(0.4 / dtMs); step++) {
            neurons.advance();
        }
        double balance = -700.0 / 110;
        double exact = balance + (-70 - balance) * Math.exp(-0.4 * 110 / 10);
        return Math.abs(neurons.compartments().apicalMv()[0] - exact);
    }

    /** A synapse that decays within the step: exact decay, and the charge that it carries, I tau (1 - exp(-dt/tau)), is what the soma gains. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3})
    void aSynapseFasterThanTheStepDecaysExactly(double tauMs) {
        PyramidalCell cell = new PyramidalCell(new Compartment(200, 10), List.of(), -70, Coupling.RECIPROCAL);
        NeuronModel model = new NeuronModel(cell, List.of(new CurrentSynapse("I", PyramidalCell.SOMA, tauMs)), ADEX);
        NeuronPopulation neurons = new NeuronPopulation(model, Stepping.of(model, 1), Layout.of(1));
        neurons.input("I")[0] = 100;
        neurons.advance();
        assertThat(neurons.input("I")[0]).isEqualTo(100 * Math.exp(-1 / tauMs));
        double gain = 100 * tauMs * -Math.expm1(-1 / tauMs) / 200;
        // of which the leak, 20 ms, takes a 40th on average, and somewhat more of what comes early
        assertThat(neurons.compartments().somaMv()[0] + 70).isBetween(0.94 * gain, gain);
        for (int step = 0; step < 1000; step++) {
            neurons.advance();
        }
        assertThat(neurons.compartments().somaMv()[0]).isBetween(-70.0, -69.9);
    }

    @ParameterizedTest
    @CsvSource({"2, 0.3, 0.83", "1000, 2, 1.75"})
    void adaptationFasterThanTheStepIsRefusedByName(double nanoS, double tauMs, double limitMs) {
        PyramidalCell cell = new PyramidalCell(new Compartment(200, 10), List.of(), -70, Coupling.RECIPROCAL);
        NeuronModel model =
                new NeuronModel(cell, List.of(), new AdaptiveExponential(2, -50, -30, -60, 2, nanoS, 60, tauMs));
        assertThatThrownBy(() -> new NeuronPopulation(model, Stepping.of(model, 2), Layout.of(1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageMatching("Stepping.dtMs / substeps must be below " + limitMs + "\\d* ms, .*, got 2.0");
    }

    static Stream<SomaticOutput> aPotentialThatIsNotFiniteEndsTheRun() {
        return Stream.of(GRADED, new LeakyIntegrateAndFire(-55, RESET_MV, 2), ADEX);
    }

    @ParameterizedTest
    @MethodSource
    void aPotentialThatIsNotFiniteEndsTheRun(SomaticOutput soma) {
        for (Integration scheme : Integration.values()) {
            for (double current : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                NeuronModel model = new NeuronModel(
                        PyramidalCell.standard(), List.of(new InjectedCurrent("i", PyramidalCell.APICAL)), soma);
                if (soma.current().isPresent() && scheme != Integration.RUNGE_KUTTA_4) {
                    continue;
                }
                NeuronPopulation neurons = new NeuronPopulation(model, new Stepping(scheme, 0.1, 1), Layout.of(400, 3));
                for (int step = 0; step < 4; step++) {
                    neurons.advance();
                }
                neurons.input("i")[3 * 371 + 2] = current;
                assertThatThrownBy(neurons::advance)
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageMatching("V_soma of neuron 371 in lane 2 is \\S+ mV after step 4");
            }
        }
    }
}

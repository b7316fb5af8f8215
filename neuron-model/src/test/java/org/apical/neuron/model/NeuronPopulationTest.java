package org.apical.neuron.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.RandomNeurons.Case;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.SigmoidRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of operations of a step, as {@link NeuronPopulation} documents it. */
class NeuronPopulationTest {
    private static final double DT_MS = 0.5;
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final SigmoidRate RATE = new SigmoidRate(80, 0.5, 0.3, -60);
    private static final List<Input> INPUTS =
            List.of(new InjectedCurrent("i", PyramidalCell.SOMA), new CurrentSynapse("I_b", PyramidalCell.BASAL, 5));

    /** t_ref = R dt: 100 nA lift the soma by 250 mV a step, so that it spikes as soon as it may. */
    @ParameterizedTest
    @CsvSource({
        "EXACT, 0, 1",
        "EXACT, 0.5, 1",
        "EXACT, 1, 2",
        "EXACT, 3.5, 7",
        "IMPLICIT_TREE, 3.5, 7",
        "RUNGE_KUTTA_4, 3.5, 7"
    })
    void aNeuronThatSpikesInStepNIsHeldForRMinus1StepsAndCanSpikeInStepNPlusR(
            Integration scheme, double refractoryMs, int interval) {
        NeuronPopulation neurons = population(new LeakyIntegrateAndFire(-55, -65, refractoryMs), scheme, 1);
        assertThat(neurons.spikes().size()).isZero();
        double[] soma = neurons.compartments().somaMv();
        double basal = CELL.restMv();
        neurons.input("i")[0] = 100_000;
        for (int step = 0; step < 50; step++) {
            neurons.input("I_b")[0] += 50;
            neurons.advance();
            // whether it spikes now or is held: the soma is at reset, and the dendrite goes on
            assertThat(soma[0]).isEqualTo(-65);
            assertThat(neurons.spikes().size()).isEqualTo(step % interval == 0 ? 1 : 0);
            assertThat(neurons.compartments().basalMv()[0]).isGreaterThan(basal);
            basal = neurons.compartments().basalMv()[0];
        }
    }

    /** The soma is free again in step n + R: without the large current it goes on from reset, not at the end of step n + R - 1. */
    @ParameterizedTest
    @EnumSource(Integration.class)
    void aHeldSomaIsFreeInStepNPlusR(Integration scheme) {
        NeuronPopulation neurons = population(new LeakyIntegrateAndFire(-55, -65, 2), scheme, 1);
        neurons.compartments().somaMv()[0] = -20;
        neurons.advance();
        assertThat(neurons.spikes().size()).isEqualTo(1);
        for (int step = 1; step < 4; step++) {
            neurons.advance();
            assertThat(neurons.compartments().somaMv()[0]).as("step %d", step).isEqualTo(-65);
        }
        neurons.advance();
        assertThat(neurons.compartments().somaMv()[0]).isLessThan(-65);
    }

    /** At threshold is a spike, an ulp below is none. */
    @Test
    void aNeuronAtThresholdSpikes() {
        PyramidalCell restsAtThreshold = new PyramidalCell(CELL.soma(), List.of(), -55, CELL.coupling());
        for (double threshold : new double[] {-55, Math.nextUp(-55.0)}) {
            NeuronModel model =
                    new NeuronModel(restsAtThreshold, List.of(), new LeakyIntegrateAndFire(threshold, -65, 2));
            // the implicit scheme keeps rest to the bit: all currents are 0
            NeuronPopulation neurons =
                    new NeuronPopulation(model, new Stepping(Integration.IMPLICIT_TREE, DT_MS, 1), Layout.of(1));
            neurons.advance();
            assertThat(neurons.spikes().size()).isEqualTo(threshold == -55 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Integration.class)
    void weightsAddedAfterAStepFirstActInTheNextAndDecayAtItsEnd(Integration scheme) {
        NeuronPopulation neurons = population(new Graded(RATE), scheme, 1);
        neurons.advance();
        // rest is an affine map of rest: a few ulp
        assertThat(Math.abs(neurons.compartments().basalMv()[0] + 70)).isLessThan(1e-12);
        neurons.input("I_b")[0] += 100;
        assertThat(neurons.input("I_b")[0]).isEqualTo(100);
        neurons.advance();
        // 100 pA into 10 pF, 10 nS for half a time constant: 3.9 mV, less the decay of the current
        assertThat(neurons.compartments().basalMv()[0]).isBetween(-66.5, -66.0);
        // Runge-Kutta leaves the Taylor polynomial of fourth order, 0.1^5/120 = 8e-8 away
        double tolerance = scheme == Integration.RUNGE_KUTTA_4 ? 100 * 1e-7 : 0;
        assertThat(Math.abs(neurons.input("I_b")[0] - 100 * Math.exp(-0.1))).isLessThanOrEqualTo(tolerance);
    }

    @ParameterizedTest
    @EnumSource(Integration.class)
    void aConstantCurrentActsInTheStepBeforeWhichItIsSetAndStays(Integration scheme) {
        NeuronPopulation neurons = population(new Graded(RATE), scheme, 1);
        neurons.input("i")[0] = 100;
        neurons.advance();
        // 100 pA into 200 pF, 20 ms for 0.5 ms
        assertThat(neurons.compartments().somaMv()[0]).isBetween(-69.76, -69.75);
        assertThat(neurons.input("i")[0]).isEqualTo(100);
    }

    /** {@code fill} equals {@code hz} within 1e-14 (FiringRateTest). */
    @Test
    void aGradedSomaHasTheRateOfItsNewPotential() {
        NeuronPopulation neurons = population(new Graded(RATE), Integration.EXACT, 3);
        assertThat(neurons.rateHz()).containsOnly(RATE.hz(CELL.restMv()));
        for (int step = 0; step < 10; step++) {
            for (int k = 0; k < 3; k++) {
                neurons.input("i")[k] = 200 * k;
            }
            neurons.advance();
            for (int k = 0; k < 3; k++) {
                double expected = RATE.hz(neurons.compartments().somaMv()[k]);
                assertThat(Math.abs(neurons.rateHz()[k] - expected)).isLessThanOrEqualTo(1e-14 * expected);
            }
            assertThat(neurons.spikes().size()).isZero();
        }
        assertThat(neurons.rateHz()[2]).isGreaterThan(neurons.rateHz()[0]);
        assertThat(neurons.variables().get("rate")).isSameAs(neurons.rateHz());
    }

    /** w decays with the scheme (1 - x + x^2/2 - x^3/6 + x^4/24, x = dt / tau_w = 0.01: exp within 1e-12) and then takes b. */
    @Test
    void aSpikeOfAnExponentialSomaResetsItAndAddsToTheAdaptation() {
        NeuronPopulation neurons =
                population(new AdaptiveExponential(2, -50, -30, -62, 1, 0, 40, 50), Integration.RUNGE_KUTTA_4, 1);
        neurons.variables().get("w")[0] = 100;
        neurons.compartments().somaMv()[0] = -30;
        neurons.advance();
        assertThat(neurons.spikes().size()).isEqualTo(1);
        assertThat(neurons.compartments().somaMv()[0]).isEqualTo(-62);
        assertThat(Math.abs(neurons.variables().get("w")[0] - 100 * Math.exp(-0.01) - 40))
                .isLessThan(1e-10);
        neurons.advance();
        // held for t_ref - dt, while w goes on
        assertThat(neurons.compartments().somaMv()[0]).isEqualTo(-62);
        assertThat(neurons.variables().get("w")[0]).isLessThan(139);
        neurons.advance();
        assertThat(neurons.compartments().somaMv()[0]).isNotEqualTo(-62);
    }

    @ParameterizedTest
    @MethodSource("org.apical.neuron.model.RandomNeurons#everyCase")
    void variablesAreNamedAndLive(Case one) {
        NeuronPopulation neurons = one.population(1, Layout.of(2));
        List<String> names = new ArrayList<>(List.of("V_soma"));
        List<Dendrite> dendrites = neurons.model().cell().dendrites();
        dendrites.forEach(d -> names.add("V_" + d.name()));
        for (Dendrite.Kind kind : Dendrite.Kind.values()) {
            if (dendrites.stream().filter(d -> d.kind() == kind).count() > 1) {
                names.add("V_" + kind.site());
            }
        }
        neurons.model().inputs().forEach(input -> names.add(input.name()));
        if (neurons.model().output() instanceof AdaptiveExponential) {
            names.add("w");
        }
        if (neurons.model().output() instanceof Graded) {
            names.add("rate");
        }
        assertThat(neurons.variables().keySet()).containsExactlyElementsOf(names);
        assertThat(neurons.variables().get("V_soma"))
                .isSameAs(neurons.compartments().somaMv());
        for (int k = 0; k < neurons.inputs().length; k++) {
            String name = neurons.model().inputs().get(k).name();
            assertThat(neurons.variables().get(name))
                    .isSameAs(neurons.inputs()[k])
                    .isSameAs(neurons.input(name));
        }
        assertThatThrownBy(() -> neurons.variables().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anInputThatHasTheNameOfAnotherVariableIsRejected() {
        SomaticOutput adex = new AdaptiveExponential(2, -50, -30, -62, 1, 0, 40, 50);
        for (String name : new String[] {"V_soma", "V_basal", "w"}) {
            List<Input> inputs = List.of(new InjectedCurrent(name, PyramidalCell.SOMA));
            assertThatThrownBy(() -> new NeuronModel(CELL, inputs, adex))
                    .isInstanceOf(ParameterException.class)
                    .hasMessage("NeuronModel.inputs must not be blank, begin with V_, or be w, rate, mean V_basal, got "
                            + name);
        }
        List<Input> rate = List.of(new InjectedCurrent("rate", PyramidalCell.SOMA));
        assertThatThrownBy(() -> new NeuronModel(CELL, rate, new Graded(RATE)))
                .hasMessage("NeuronModel.inputs must not be blank, begin with V_, or be rate, mean V_basal, got rate");
    }

    @Test
    void anInputThatIsNotThereIsRejectedWithThoseThatAre() {
        NeuronPopulation neurons = population(new Graded(RATE), Integration.EXACT, 1);
        assertThatThrownBy(() -> neurons.input("I_a"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("input must be one of i, I_b, got I_a");
    }

    @Test
    void aSchemeThatDoesNotSuitTheNeuronIsRejected() {
        SomaticOutput adex = new AdaptiveExponential(2, -50, -30, -62, 1, 0, 40, 50);
        NeuronModel conductances = new NeuronModel(
                CELL, List.of(new ConductanceSynapse("g", PyramidalCell.BASAL, 3, 0)), new Graded(RATE));
        assertRejected(
                conductances,
                Integration.EXACT,
                "Stepping.integration must be IMPLICIT_TREE or RUNGE_KUTTA_4 for a neuron with conductances, got EXACT");
        for (Integration scheme : List.of(Integration.EXACT, Integration.IMPLICIT_TREE)) {
            assertRejected(
                    new NeuronModel(CELL, INPUTS, adex),
                    scheme,
                    "Stepping.integration must be RUNGE_KUTTA_4 for a soma with a current beside its leak,"
                            + " AdaptiveExponential, got " + scheme);
        }
        assertThat(Integration.of(conductances)).isEqualTo(Integration.IMPLICIT_TREE);
        assertThat(Integration.of(new NeuronModel(CELL, INPUTS, adex))).isEqualTo(Integration.RUNGE_KUTTA_4);
        assertThat(Integration.of(new NeuronModel(CELL, INPUTS, new Graded(RATE))))
                .isEqualTo(Integration.EXACT);
    }

    private static void assertRejected(NeuronModel model, Integration scheme, String message) {
        assertThatThrownBy(() -> new NeuronPopulation(model, new Stepping(scheme, DT_MS, 1), Layout.of(1)))
                .isInstanceOf(ParameterException.class)
                .hasMessage(message);
    }

    @Test
    void aNeuronWithNoiseOrEscapeWithoutGeneratorsIsRejected() {
        NeuronModel noisy = new NeuronModel(CELL, INPUTS, new Graded(RATE), 1);
        for (NeuronModel model : List.of(noisy, new NeuronModel(CELL, INPUTS, new EscapeNoise(RATE)))) {
            NeuronPopulation neurons = new NeuronPopulation(model, Stepping.of(model, DT_MS), Layout.of(1));
            assertThatThrownBy(neurons::advance)
                    .isInstanceOf(ParameterException.class)
                    .hasMessage("NeuronPopulation.advance must be given random generators: noise or escape, got none");
        }
    }

    /**
     * 20 000 independent somata, ten time constants from rest (exp(-20) = 2e-9 of the variance is missing). With the exact scheme the variance of the
     * sample has the relative standard error sqrt(2/N): |z| < 5, false alarm 6e-7.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void noiseHasTheStationaryStandardDeviationItIsNamedBy(int substeps) {
        int n = 20_000;
        double noiseMv = 1.7;
        NeuronModel model = new NeuronModel(CELL, INPUTS, new Graded(RATE), noiseMv);
        NeuronPopulation neurons = new NeuronPopulation(
                model, new Stepping(Integration.EXACT, 2, substeps), Layout.of(n), KernelProvider.kernels());
        RandomGenerator[] random = RandomNeurons.generators(1, 12);
        for (int step = 0; step < 100; step++) {
            neurons.advance(random);
        }
        double squares = 0;
        double sum = 0;
        for (double v : neurons.compartments().somaMv()) {
            sum += v + 70;
            squares += (v + 70) * (v + 70);
        }
        assertThat(Math.abs(sum / n) / (noiseMv / Math.sqrt(n))).isLessThan(5);
        assertThat(Math.abs(squares / n / (noiseMv * noiseMv) - 1) / Math.sqrt(2.0 / n))
                .isLessThan(5);
        // dendrites that do not see the soma do not see its noise
        for (double v : neurons.compartments().basalMv()) {
            assertThat(Math.abs(v + 70)).isLessThan(1e-11);
        }
    }

    @Test
    void heldSomataAreWithoutNoise() {
        NeuronModel model = new NeuronModel(CELL, INPUTS, new LeakyIntegrateAndFire(-55, -65, 3), 2);
        NeuronPopulation neurons = new NeuronPopulation(model, Stepping.of(model, DT_MS), Layout.of(1));
        RandomGenerator[] random = RandomNeurons.generators(1, 1);
        neurons.compartments().somaMv()[0] = 0;
        neurons.advance(random);
        for (int step = 1; step < 6; step++) {
            assertThat(neurons.compartments().somaMv()[0]).isEqualTo(-65);
            neurons.advance(random);
        }
        neurons.advance(random);
        // free, and 2 mV sqrt(1 - exp(-0.05)) = 0.4 mV of noise
        assertThat(neurons.compartments().somaMv()[0]).isNotEqualTo(-65);
    }

    private static NeuronPopulation population(SomaticOutput output, Integration scheme, int neurons) {
        return new NeuronPopulation(
                new NeuronModel(CELL, INPUTS, output), new Stepping(scheme, DT_MS, 1), Layout.of(neurons));
    }
}

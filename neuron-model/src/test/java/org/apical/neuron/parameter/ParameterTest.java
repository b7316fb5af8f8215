package org.apical.neuron.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;
import org.apical.neuron.transfer.ExponentialRate;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.FiCurveTransfer;
import org.apical.neuron.transfer.RectifiedLinear;
import org.apical.neuron.transfer.SigmoidRate;
import org.apical.neuron.transfer.SoftRectifiedRate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter is rejected by name, value and unit. */
class ParameterTest {
    private static final PyramidalCell CELL = PyramidalCell.standard();
    private static final double[] NEVER = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    static Stream<Arguments> positive() {
        return Stream.of(
                parameter("Compartment.capacitancePicoF", "pF", x -> new Compartment(x, 1)),
                parameter("Compartment.leakNanoS", "nS", x -> new Compartment(1, x)),
                parameter("Dendrite.couplingNanoS of basal", "nS", x -> cell(x, 1, -70)),
                parameter("Dendrite.couplingNanoS of apical", "nS", x -> cell(1, x, -70)),
                parameter("ExactIntegration.dtMs", "ms", x -> new ExactIntegration(CELL, x)),
                parameter("dtMs", "ms", ParameterTest::propagator),
                parameter("CurrentSynapse.tauMs of I_b", "ms", x -> new CurrentSynapse("I_b", PyramidalCell.BASAL, x)),
                parameter("CurrentSynapse.tauMs of I_a", "ms", x -> new CurrentSynapse("I_a", PyramidalCell.APICAL, x)),
                parameter("QuasiStaticDendrites.dtMs", "ms", x -> new QuasiStaticDendrites(CELL, x)),
                parameter("UnitCode.scaleMv", "mV", x -> new UnitCode(0, x, new RateCode(0, 1))),
                parameter("RateCode.gainHz", "Hz", x -> new RateCode(0, x)),
                parameter("AdaptiveExponential.slopeMv", "mV", x -> adex(x, -50, -30, -60, 1, 2, 3, 4)),
                parameter("AdaptiveExponential.adaptationTauMs", "ms", x -> adex(2, -50, -30, -60, 1, 2, 3, x)),
                parameter("SigmoidRate.maximumHz", "Hz", x -> new SigmoidRate(x, 1, 1, -50)),
                parameter("SigmoidRate.offset", "(dimensionless)", x -> new SigmoidRate(1, x, 1, -50)),
                parameter("SigmoidRate.slopePerMv", "1/mV", x -> new SigmoidRate(1, 1, x, -50)),
                parameter("ExponentialRate.atThresholdHz", "Hz", x -> new ExponentialRate(x, -50, 1)),
                parameter("ExponentialRate.widthMv", "mV", x -> new ExponentialRate(1, -50, x)),
                parameter("SoftRectifiedRate.gainHz", "Hz", x -> new SoftRectifiedRate(x, -50, 1)),
                parameter("SoftRectifiedRate.widthMv", "mV", x -> new SoftRectifiedRate(1, -50, x)),
                parameter("Stepping.dtMs", "ms", x -> new Stepping(Integration.EXACT, x, 1)),
                parameter("FiCurveTransfer.scaleMv", "mV", x -> new FiCurveTransfer("f", curve(), 0, x, 0, 1)),
                parameter("FiCurveTransfer.gainHz", "Hz", x -> new FiCurveTransfer("f", curve(), 0, 1, 0, x)));
    }

    static Stream<Arguments> notNegative() {
        return Stream.of(
                parameter("RateCode.baselineHz", "Hz", x -> new RateCode(x, 1)),
                parameter("LeakyIntegrateAndFire.refractoryMs", "ms", x -> new LeakyIntegrateAndFire(-55, -65, x)),
                parameter("NeuronUnits.noiseMv", "mV", x -> new NeuronUnits(1, LeakyIntegrateAndFire.standard(), x)),
                parameter("NmdaSynapse.magnesiumMilliM of n", "mM", x -> new NmdaSynapse("n", "soma", 5, 0, x)),
                parameter("AdaptiveExponential.refractoryMs", "ms", x -> adex(2, -50, -30, -60, x, 2, 3, 4)),
                parameter("AdaptiveExponential.adaptationPicoA", "pA", x -> adex(2, -50, -30, -60, 1, 2, x, 4)),
                parameter("Refractory.refractoryMs", "ms", AfterSpike.Refractory::new),
                parameter("Reset.refractoryMs", "ms", x -> new AfterSpike.Reset(-65, x)),
                parameter("NeuronModel.noiseMv", "mV", x -> new NeuronModel(CELL, List.of(), graded(), x)),
                parameter("FiCurveTransfer.baselineHz", "Hz", x -> new FiCurveTransfer("f", curve(), 0, 1, x, 1)));
    }

    static Stream<Arguments> finite() {
        return Stream.of(
                parameter("PyramidalCell.restMv", "mV", x -> cell(1, 1, x)),
                parameter("RectifiedLinear.floor", "(dimensionless)", RectifiedLinear::new),
                parameter("UnitCode.offsetMv", "mV", x -> new UnitCode(x, 1, new RateCode(0, 1))),
                parameter("FiCurveTransfer.originMv", "mV", x -> new FiCurveTransfer("f", curve(), x, 1, 0, 1)),
                parameter("ConductanceSynapse.reversalMv of g", "mV", x -> new ConductanceSynapse("g", "soma", 5, x)),
                parameter("NmdaSynapse.reversalMv of n", "mV", x -> new NmdaSynapse("n", "soma", 5, x, 1)),
                parameter("AdaptiveExponential.thresholdMv", "mV", x -> adex(2, x, -30, -60, 1, 2, 3, 4)),
                parameter("AdaptiveExponential.peakMv", "mV", x -> adex(2, -50, x, -60, 1, 2, 3, 4)),
                parameter("AdaptiveExponential.resetMv", "mV", x -> adex(2, -50, -30, x, 1, 2, 3, 4)),
                parameter("AdaptiveExponential.adaptationNanoS", "nS", x -> adex(2, -50, -30, -60, 1, x, 3, 4)),
                parameter("Reset.resetMv", "mV", x -> new AfterSpike.Reset(x, 1)),
                parameter("SigmoidRate.thresholdMv", "mV", x -> new SigmoidRate(1, 1, 1, x)),
                parameter("ExponentialRate.thresholdMv", "mV", x -> new ExponentialRate(1, x, 1)),
                parameter("SoftRectifiedRate.thresholdMv", "mV", x -> new SoftRectifiedRate(1, x, 1)),
                parameter("LeakyIntegrateAndFire.thresholdMv", "mV", x -> new LeakyIntegrateAndFire(x, -65, 2)),
                parameter("LeakyIntegrateAndFire.resetMv", "mV", x -> new LeakyIntegrateAndFire(-55, x, 2)));
    }

    @ParameterizedTest
    @MethodSource
    void positive(String name, String unit, DoubleFunction<Object> make) {
        assertThatCode(() -> make.apply(0.5)).doesNotThrowAnyException();
        for (double bad : new double[] {-1, 0, -0.0}) {
            assertRejected(make, bad, name + " must be finite and > 0 " + unit + ", got " + bad);
        }
        for (double bad : NEVER) {
            assertRejected(make, bad, name + " must be finite and > 0 " + unit + ", got " + bad);
        }
    }

    @ParameterizedTest
    @MethodSource
    void notNegative(String name, String unit, DoubleFunction<Object> make) {
        assertThatCode(() -> make.apply(0)).doesNotThrowAnyException();
        assertRejected(make, -1e-9, name + " must be finite and >= 0 " + unit + ", got -1.0E-9");
        for (double bad : NEVER) {
            assertRejected(make, bad, name + " must be finite and >= 0 " + unit + ", got " + bad);
        }
    }

    @ParameterizedTest
    @MethodSource
    void finite(String name, String unit, DoubleFunction<Object> make) {
        for (double bad : NEVER) {
            assertRejected(make, bad, name + " must be a finite number of " + unit + ", got " + bad);
        }
    }

    @Test
    void resetAtOrAboveThresholdIsRejected() {
        for (double reset : new double[] {-55, -50}) {
            assertThatThrownBy(() -> new LeakyIntegrateAndFire(-55, reset, 2))
                    .isInstanceOf(ParameterException.class)
                    .hasMessage("LeakyIntegrateAndFire.resetMv must be below thresholdMv = -55.0 mV, got " + reset);
        }
    }

    /** Its exponential at the peak, exp((V_peak - V_T) / Delta_T), is to stay a number. */
    @Test
    void anExponentialSomaWhosePeakIsOutOfOrderIsRejected() {
        for (double peak : new double[] {-50, -60, 151}) {
            assertThatThrownBy(() -> adex(2, -50, peak, -80, 1, 2, 3, 4))
                    .isInstanceOf(ParameterException.class)
                    .hasMessage(
                            "AdaptiveExponential.peakMv must be above thresholdMv = -50.0 mV by at most 200.0 mV, got "
                                    + peak);
        }
        for (double reset : new double[] {-30, -20}) {
            assertThatThrownBy(() -> adex(2, -50, -30, reset, 1, 2, 3, 4))
                    .isInstanceOf(ParameterException.class)
                    .hasMessage("AdaptiveExponential.resetMv must be below peakMv = -30.0 mV, got " + reset);
        }
        assertThatCode(() -> adex(2, -50, 150, -40, 0, -2, 0, 4)).doesNotThrowAnyException();
    }

    @Test
    void countsBelowOneAreRejected() {
        assertCount("Stepping.substeps", n -> new Stepping(Integration.EXACT, 1, n));
        assertCount("Layout.units", n -> new Layout(n, 1, 1));
        assertCount("Layout.neuronsPerUnit", n -> new Layout(1, n, 1));
        assertCount("Layout.lanes", n -> new Layout(1, 1, n));
        assertCount("SpikeList.lanes", SpikeList::new);
        assertCount("Weights.Signed.presynaptic", n -> new Weights.Signed(n, "I", new double[0]));
    }

    /** The product is formed in double precision: as an int it would wrap around to 2^0. */
    @Test
    void aLayoutTooLargeForAnArrayIsRejected() {
        assertThatThrownBy(() -> new Layout(1 << 16, 1 << 16, 3))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Layout must hold at most 268435456 neurons in all lanes, got 65536 x 65536 x 3");
        assertThat(new Layout(1 << 14, 1 << 12, 4).elements()).isEqualTo(1 << 28);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertMissing(() -> new Graded(null), "Graded.rate");
        assertMissing(() -> new EscapeNoise(null), "EscapeNoise.intensity");
        assertMissing(() -> new EscapeNoise(v -> 1, null), "EscapeNoise.afterSpike");
        assertMissing(() -> new Stepping(null, 1, 1), "Stepping.integration");
        assertMissing(() -> new NeuronModel(null, List.of(), graded()), "NeuronModel.cell");
        assertMissing(() -> new NeuronModel(CELL, List.of(), null), "NeuronModel.output");
    }

    @Test
    void inputsOfAModelHaveNamesOfTheirOwnAndSitesThatAreThere() {
        List<Input> twice = List.of(new InjectedCurrent("i", "soma"), new CurrentSynapse("i", "basal", 5));
        assertThatThrownBy(() -> new NeuronModel(CELL, twice, graded()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("NeuronModel.inputs must have names of their own, got i");
        assertThatThrownBy(() -> new NeuronModel(CELL, List.of(new InjectedCurrent("i", "tuft")), graded()))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "site must be basal or apical where there are such dendrites, or one of soma, basal, apical, got"
                                + " tuft");
    }

    private static void assertCount(String name, IntFunction<Object> make) {
        assertThatCode(() -> make.apply(1)).doesNotThrowAnyException();
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> make.apply(bad))
                    .isInstanceOf(ParameterException.class)
                    .hasMessage(name + " must be >= 1, got " + bad);
        }
    }

    private static void assertMissing(ThrowingCallable make, String name) {
        assertThatThrownBy(make).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    private static Graded graded() {
        return new Graded(new SigmoidRate(1, 1, 1, -50));
    }

    private static AdaptiveExponential adex(
            double slope,
            double threshold,
            double peak,
            double reset,
            double refractory,
            double a,
            double b,
            double tau) {
        return new AdaptiveExponential(slope, threshold, peak, reset, refractory, a, b, tau);
    }

    @Test
    void aPopulationOfNoNeuronsIsRejected() {
        assertThatThrownBy(() -> new EscapeNoiseUnits(0)).hasMessage("EscapeNoiseUnits.neurons must be >= 1, got 0");
        assertThatThrownBy(() -> NeuronUnits.standard(-1)).hasMessage("NeuronUnits.neurons must be >= 1, got -1");
    }

    @Test
    void aShortArrayIsRejectedWithBothLengths() {
        assertThatThrownBy(() -> Require.length("Layer.biases", new double[3], 4))
                .isInstanceOf(ParameterException.class)
                .hasMessage("Layer.biases must hold at least 4 elements, got 3");
    }

    @Test
    void validParametersAreReturned() {
        assertThat(Require.positive("x", 2, "ms")).isEqualTo(2);
        assertThat(Require.notNegative("x", 0, "ms")).isEqualTo(0);
        assertThat(Require.finite("x", -3, "ms")).isEqualTo(-3);
        assertThat(Require.atLeast("x", 4, 4)).isEqualTo(4);
    }

    /** An infinite time constant holds what is set. */
    @ParameterizedTest
    @MethodSource
    void positiveOrInfinite(String name, String unit, DoubleFunction<Object> make) {
        assertThatCode(() -> make.apply(0.5)).doesNotThrowAnyException();
        assertThatCode(() -> make.apply(Double.POSITIVE_INFINITY)).doesNotThrowAnyException();
        for (double bad : new double[] {-1, 0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertRejected(make, bad, name + " must be > 0 " + unit + ", got " + bad);
        }
    }

    static Stream<Arguments> positiveOrInfinite() {
        return Stream.of(
                parameter("ConductanceSynapse.tauMs of g", "ms", x -> new ConductanceSynapse("g", "soma", x, 0)),
                parameter("NmdaSynapse.tauMs of n", "ms", x -> new NmdaSynapse("n", "soma", x, 0, 1)));
    }

    private static Arguments parameter(String name, String unit, DoubleFunction<Object> make) {
        return arguments(name, unit, make);
    }

    private static void assertRejected(DoubleFunction<Object> make, double bad, String message) {
        assertThatThrownBy(() -> make.apply(bad))
                .isInstanceOf(ParameterException.class)
                .hasMessage(message);
    }

    private static ExactPropagator propagator(double dtMs) {
        return new ExactPropagator(CompartmentState.of(CELL, 0), List.of(), dtMs, KernelProvider.kernels());
    }

    private static PyramidalCell cell(double basalNanoS, double apicalNanoS, double restMv) {
        return PyramidalCell.threeCompartments(
                CELL.soma(),
                CELL.membrane(1),
                CELL.membrane(2),
                basalNanoS,
                apicalNanoS,
                restMv,
                Coupling.DENDRITE_TO_SOMA);
    }

    private static FiCurve curve() {
        return FiCurve.sample(0, 1, 3, x -> x);
    }
}

package org.apical.neuron.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.ExactPropagator;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.QuasiStaticDendrites;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.transfer.FiCurve;
import org.apical.neuron.transfer.FiCurveTransfer;
import org.apical.neuron.transfer.RectifiedLinear;
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
                parameter("FiCurveTransfer.scaleMv", "mV", x -> new FiCurveTransfer("f", curve(), 0, x, 0, 1)),
                parameter("FiCurveTransfer.gainHz", "Hz", x -> new FiCurveTransfer("f", curve(), 0, 1, 0, x)));
    }

    static Stream<Arguments> notNegative() {
        return Stream.of(
                parameter("RateCode.baselineHz", "Hz", x -> new RateCode(x, 1)),
                parameter("LeakyIntegrateAndFire.refractoryMs", "ms", x -> new LeakyIntegrateAndFire(-55, -65, x)),
                parameter("NeuronUnits.noiseMv", "mV", x -> new NeuronUnits(1, LeakyIntegrateAndFire.standard(), x)),
                parameter("FiCurveTransfer.baselineHz", "Hz", x -> new FiCurveTransfer("f", curve(), 0, 1, x, 1)));
    }

    static Stream<Arguments> finite() {
        return Stream.of(
                parameter("PyramidalCell.restMv", "mV", x -> cell(1, 1, x)),
                parameter("RectifiedLinear.floor", "(dimensionless)", RectifiedLinear::new),
                parameter("UnitCode.offsetMv", "mV", x -> new UnitCode(x, 1, new RateCode(0, 1))),
                parameter("FiCurveTransfer.originMv", "mV", x -> new FiCurveTransfer("f", curve(), x, 1, 0, 1)),
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

package org.apical.neuron.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.soma.Graded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

    static List<Preset> presets() {
        return Presets.all();
    }

    /** Every number of the model is in the list of sources, and the list holds nothing else. */
    @ParameterizedTest
    @MethodSource("presets")
    void everyNumberHasASource(Preset preset) {
        List<Double> inModel = new ArrayList<>();
        collect(preset.model(), inModel);
        inModel.remove(Double.valueOf(preset.model().noiseMv()));
        List<Double> sourced = new ArrayList<>();
        for (Sourced number : preset.numbers()) {
            assertThat(number.source()).as(number.quantity()).isNotBlank();
            sourced.add(number.value());
        }
        assertThat(inModel).hasSizeGreaterThan(8).containsExactlyInAnyOrderElementsOf(sourced);
    }

    private static void collect(Object value, List<Double> numbers) {
        if (value instanceof Double d) {
            numbers.add(d);
        } else if (value instanceof List<?> list) {
            list.forEach(v -> collect(v, numbers));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    collect(component.getAccessor().invoke(value), numbers);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void thePresetRunsAndRestsAtItsLeakReversal(Preset preset) {
        NeuronPopulation neurons =
                new NeuronPopulation(preset.model(), Stepping.of(preset.model(), 0.025), Layout.of(3));
        RandomGenerator[] random = {RandomGenerator.of("L64X128MixRandom")};
        for (int step = 0; step < 4000; step++) {
            neurons.advance(random);
        }
        double rest = preset.model().cell().restMv();
        assertThat(neurons.compartments().somaMv()).containsOnly(new double[] {rest, rest, rest}, within(1e-9));
    }

    /** g_D / (g_L + g_D) of the publication, 2.0 / 2.1; its soma relaxes with 1 / 2.1 ms. */
    @Test
    void urbanczikSennPredictsItsSomaAsPublished() {
        PyramidalCell cell = UrbanczikSenn.preset().model().cell();
        double[] response = TransferResistances.response(cell, PyramidalCell.BASAL);
        assertThat(response[0] / response[1]).isCloseTo(2.0 / 2.1, within(1e-12));
        assertThat(cell.somaticTimeConstantMs()).isCloseTo(1 / 2.1, within(1e-12));
    }

    /** g_B / (g_lk + g_B + g_A) = 1 / 1.9 and g_A / 1.9, dimensionless potentials from dimensionless drives. */
    @Test
    void sacramentoMixesItsDendritesAsPublished() {
        PyramidalCell cell = Sacramento.preset().model().cell();
        TransferResistances r = TransferResistances.of(cell);
        double picoAPerDrive = cell.membrane(1).leakNanoS() * Sacramento.MV_PER_UNIT;
        assertThat(r.somaBasal() * picoAPerDrive / Sacramento.MV_PER_UNIT).isCloseTo(1 / 1.9, within(1e-12));
        assertThat(r.somaApical() * picoAPerDrive / Sacramento.MV_PER_UNIT).isCloseTo(0.8 / 1.9, within(1e-12));
        assertThat(cell.somaticTimeConstantMs()).isCloseTo(1 / 1.9, within(1e-12));
    }

    /** Input resistances, attenuations and time constants worked out by hand from the geometry, to the digits given. */
    @Test
    void layerFiveHasThePassivePropertiesOfItsGeometry() {
        PyramidalCell cell = LayerFive.preset().model().cell();
        assertThat(cell.couplingNanoS(1)).isCloseTo(63.69, within(0.005));
        assertThat(cell.couplingNanoS(2)).isCloseTo(21.15, within(0.005));
        double[] soma = TransferResistances.response(cell, PyramidalCell.SOMA);
        double[] basal = TransferResistances.response(cell, PyramidalCell.BASAL);
        double[] apical = TransferResistances.response(cell, PyramidalCell.APICAL);
        // mV/pA = GOhm
        assertThat(1000 * soma[0]).isCloseTo(59.0, within(0.05));
        assertThat(1000 * basal[1]).isCloseTo(65.7, within(0.05));
        assertThat(1000 * apical[2]).isCloseTo(34.1, within(0.05));
        assertThat(soma[1] / soma[0]).isCloseTo(0.931, within(0.0005));
        assertThat(soma[2] / soma[0]).isCloseTo(0.458, within(0.0005));
        assertThat(basal[0] / basal[1]).isCloseTo(0.835, within(0.0005));
        assertThat(apical[0] / apical[2]).isCloseTo(0.793, within(0.0005));
        double[] tau = TimeConstants.ofMs(cell);
        assertThat(tau[0]).isCloseTo(15.0, within(0.05));
        assertThat(tau[1]).isCloseTo(3.23, within(0.005));
        assertThat(tau[2]).isCloseTo(0.172, within(0.0005));
    }

    /** B rises with V faster than the driving force falls: twice the NMDA conductance more than doubles the depolarisation, twice AMPA does not. */
    @Test
    void layerFiveIsSupralinearThroughNmda() {
        assertThat(apicalDepolarisationMv("gNMDA_a", 76) / apicalDepolarisationMv("gNMDA_a", 38))
                .isGreaterThan(2.5);
        assertThat(apicalDepolarisationMv("gAMPA_a", 10) / apicalDepolarisationMv("gAMPA_a", 5))
                .isLessThan(2);
    }

    private static double apicalDepolarisationMv(String input, double nanoS) {
        NeuronModel five = LayerFive.preset().model();
        NeuronModel silent = new NeuronModel(five.cell(), five.inputs(), new Graded(mv -> 0));
        NeuronPopulation neurons = new NeuronPopulation(silent, Stepping.of(silent, 0.025), Layout.of(1));
        for (int step = 0; step < 8000; step++) {
            neurons.input(input)[0] = nanoS;
            neurons.advance();
        }
        return neurons.compartments().apicalMv()[0] - five.cell().restMv();
    }
}

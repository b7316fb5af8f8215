package org.apical.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apical.app.activity.ActivityProbe;
import org.apical.app.activity.LayerActivity;
import org.apical.app.activity.Occupancy;
import org.apical.app.check.Check;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.PotentialRanges.Range;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final double REST = -70;
    private static final List<String> NAMES = List.of("hidden", "output");

    @Test
    void countsWhatLiesOutside() {
        Occupancy potentials = new Occupancy(new Range(-85, -20));
        potentials.add(new double[] {-85, -20, -85.001, -19.999, -50, Double.NaN, -2000, -50});
        assertThat(potentials.outside()).isEqualTo(4.0 / 8);
        // of eight, NaN and -2000 mV are in no bin; a bin is 0.5 mV wide
        assertThat(0.5 * Arrays.stream(potentials.densityPerMv()).sum()).isEqualTo(6.0 / 8);
        double[] middles = potentials.middlesMv();
        assertThat(middles[0]).isLessThan(-85.25);
        assertThat(middles[middles.length - 1]).isGreaterThan(-19.75);
        int at = Arrays.binarySearch(middles, -49.75);
        assertThat(0.5 * potentials.densityPerMv()[at]).isEqualTo(2.0 / 8);
    }

    private static List<LayerActivity> activity(Form form, int threads, String... set) {
        ExperimentFile file = ExperimentFile.embedded("digits.yaml")
                .with("test", "data.train", "40")
                .with("test", "data.test", "20")
                .with("test", "agreement.samples", "12");
        for (String one : set) {
            String[] key = one.split("=", 2);
            file = file.with("test", key[0], key[1]);
        }
        Formulations formulations = file.formulations(MatrixProduct.detect());
        RandomStreams streams = new RandomStreams(1);
        Task task = formulations.experiment().data().orElseThrow().task(streams);
        NetworkWeights weights = NetworkWeights.drawForward(formulations.network(), streams);
        formulations.experiment().learning().feedback().enter(weights, formulations.network(), streams);
        try (LaneBlocks lanes = new LaneBlocks(threads)) {
            return new ActivityProbe(formulations, lanes, streams).of(formulations.of(form), weights, task);
        }
    }

    private static double depolarisation(List<LayerActivity> layers, int compartment) {
        return layers.get(0).potentials().get(compartment).lowestMv() - REST;
    }

    /** V_b - E_L = (offset + scale v) / kappa and V_a - E_L = (R_aa / R_sa) scale Q u: twice the code is twice the excursion, and the same rates. */
    @Test
    void excursionsScaleWithTheCode() {
        List<LayerActivity> once = activity(Form.F2, 1);
        List<LayerActivity> twice = activity(
                Form.F2,
                2,
                "neurons.hidden={offsetMv: 14, scaleMv: 2, baselineHz: 100, gainHz: 100}",
                "neurons.output={offsetMv: 14, scaleMv: 0.4, baselineHz: 200, gainHz: 20}");
        for (int c = 0; c < LayerActivity.COMPARTMENTS.size(); c++) {
            assertThat(depolarisation(twice, c)).isCloseTo(2 * depolarisation(once, c), within(1e-9));
        }
        assertThat(depolarisation(once, 2)).isLessThan(-1);
        assertThat(twice.get(0).meanHz()).isCloseTo(once.get(0).meanHz(), within(1e-9));
        assertThat(twice.get(1).highestHz()).isCloseTo(once.get(1).highestHz(), within(1e-9));
    }

    @Test
    void theDefaultStaysInItsRanges() {
        for (Form form : List.of(Form.F2, Form.F3)) {
            Check check = ActivitySections.check("F", activity(form, 2), NAMES, true);
            assertThat(check.value()).as(form.name()).isZero();
            assertThat(check.held()).isTrue();
        }
    }

    @Test
    void theCompartmentThatIsOutsideMostIsNamed() {
        List<LayerActivity> narrow = activity(Form.F2, 1, "neurons.ranges={apicalMv: [-70.5, -69.5]}");
        Check check = ActivitySections.check("F2", narrow, NAMES, true);
        assertThat(check.failed()).isTrue();
        assertThat(check.what()).contains("neurons.ranges", "V_a of hidden");
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        List<LayerActivity> one = activity(Form.F3, 1);
        List<LayerActivity> three = activity(Form.F3, 3);
        for (int l = 0; l < one.size(); l++) {
            assertThat(three.get(l).meanHz()).isEqualTo(one.get(l).meanHz());
            for (int c = 0; c < LayerActivity.COMPARTMENTS.size(); c++) {
                assertThat(three.get(l).potentials().get(c).densityPerMv())
                        .containsExactly(one.get(l).potentials().get(c).densityPerMv());
            }
        }
    }

    @Test
    void abstractUnitsHaveNoPotentials() {
        assertThat(activity(Form.F1, 1)).noneMatch(LayerActivity::measured);
    }

    /** Of a soma that resets every neuron counts, not their mean: none goes above its threshold, those that have spiked are at reset. */
    @Test
    void neuronsThatResetAreLookedAtOneByOne() {
        List<LayerActivity> layers = activity(
                Form.F3,
                2,
                "spikes={soma: {kind: lif, resetMv: -68}, neuronsPerUnit: 8, noiseMv: 3}",
                "neurons.hidden={offsetMv: 15, scaleMv: 1, baselineHz: 100, gainHz: 100}",
                "agreement.samples=2");
        Occupancy soma = layers.get(0).potentials().get(0);
        assertThat(soma.range()).isEqualTo(new Range(-85, -50));
        int reset = Arrays.binarySearch(soma.middlesMv(), -67.75);
        assertThat(soma.densityPerMv()[reset])
                .isGreaterThan(2 * soma.densityPerMv()[reset - 1])
                .isGreaterThan(soma.densityPerMv()[reset + 1]);
        assertThat(soma.highestMv()).isLessThanOrEqualTo(-55);
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> activity(Form.F2, 1, "neurons.ranges={basalMv: [-20, -85]}"))
                .hasMessageContaining("neurons.ranges.basalMv")
                .hasMessageContaining("must be above lowestMv = -20");
    }
}

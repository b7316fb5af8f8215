package org.apical.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Remap;
import org.apical.app.task.TaskDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F2 with conductances, currents that are not scaled to its cell, or units that differ, settles where the theory says, far from where F1 does. */
class MappedSteadyStatesTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String NETWORK = """
            data: {set: digits, train: 20, test: 5}
            layers:
              - {name: hidden, units: 12}
              - {name: classes, transfer: rectified}
            neurons:
              hidden: {offsetMv: 7, scaleMv: 1, baselineHz: 100, gainHz: 100}
              output: {offsetMv: 7, scaleMv: 0.2, baselineHz: 200, gainHz: 20}
            controller: {kind: ideal, alpha: 0.01}
            timing: {tauUMs: 400}
            """;
    private static final String WEAKLY_COUPLED =
            "{restMv: -70, coupling: dendrite-to-soma, soma: {capacitancePicoF: 200, leakNanoS: 4}, basal: {capacitancePicoF: 10, leakNanoS: 10}, apical: {capacitancePicoF: 10, leakNanoS: 10}, basalCouplingNanoS: 4, apicalCouplingNanoS: 1.5}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{basal: conductance}",
                "{apical: {conductance: {nmda: 1}}}",
                "{basal: conductance, apical: {conductance: {nmda: 0.5}}}"
            })
    void gradedNeuronsSettleThere(String synapses) {
        assertSettlesThere(ExperimentFile.read("f.yaml", NETWORK).with("o", "neurons.synapses", synapses));
    }

    /** A layer with currents that are not scaled to its cell is one more for which the map is not exact. */
    @Test
    void beneathALayerOfAnotherCellWithCurrentsOfTheStandardOne() {
        assertSettlesThere(ExperimentFile.read("f.yaml", NETWORK)
                .with("o", "learning", "{rule: {kind: dendritic prediction, prediction: instantaneous}}")
                .with("o", "neurons.remap", "none")
                .with("o", "layers[0].neuron", "{synapses: {basal: conductance}}")
                .with("o", "layers[1].neuron", "{cell: " + WEAKLY_COUPLED + "}"));
    }

    /** On a cell with other transfer resistances than the standard one: F2 and F3 are judged where their neurons settle, which is where F1 does under `all` alone. */
    @ParameterizedTest
    @EnumSource(Remap.class)
    void currentsAreJudgedWhereTheirNeuronsSettle(Remap remap) {
        ExperimentFile file = ExperimentFile.read("f.yaml", NETWORK)
                .with("o", "neurons.cell", WEAKLY_COUPLED)
                .with("o", "neurons.remap", remap.name().toLowerCase(Locale.ROOT));
        boolean exactMap = remap == Remap.ALL;
        assertThat(file.experiment(PRODUCT).exactMap()).isEqualTo(exactMap);
        Deviation graded = exactMap ? deviation(file, Form.F2, 20_000) : assertSettlesThere(file);
        assertThat(graded.mapped().isPresent()).isEqualTo(!exactMap);
        assertThat(AgreementChecks.graded(graded, exactMap).held()).isTrue();
        Deviation ofF1 = new Deviation(graded.max(), graded.rms(), Optional.empty(), Optional.empty());
        assertThat(AgreementChecks.graded(ofF1, true).held()).isEqualTo(exactMap);
        Deviation spiking = deviation(file, Form.F3, 20_000);
        assertThat(AgreementChecks.spiking(spiking, exactMap).orElseThrow().held())
                .isTrue();
    }

    /** Units that differ, taken for the cell of the file or for another: the sum over the network is where the resistances and thresholds of every unit say. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{coupling: 1.05}"})
    void unitsThatDifferSettleThere(String assumed) {
        ExperimentFile file = ExperimentFile.read("f.yaml", NETWORK)
                .with("o", "neurons.assumed", assumed)
                .with("o", "neurons.scatter", "{conductance: 0.05, capacitance: 0.2, thresholdMv: 0.3}");
        assertThat(file.experiment(PRODUCT).exactMap()).isFalse();
        Deviation graded = assertSettlesThere(file);
        assertThat(AgreementChecks.graded(graded, false).held()).isTrue();
        Deviation spiking = deviation(file, Form.F3, 20_000);
        assertThat(AgreementChecks.spiking(spiking, false).orElseThrow().held()).isTrue();
        ExperimentFile synapses = file.with("o", "layers[0].neuron", "{scatter: {synapticTimeConstant: 0.2}}");
        assertThat(deviation(synapses, Form.F2, 20_000).mapped()).isPresent();
        assertThat(deviation(synapses, Form.F3, 20).mapped()).isEmpty();
    }

    @Test
    void withoutThatStateConductancesLeaveTheCheckOpen() {
        Deviation far = new Deviation(0.1, 0.05, Optional.empty(), Optional.empty());
        assertThat(AgreementChecks.graded(far, true).failed()).isTrue();
        assertThat(AgreementChecks.graded(far, false).failed()).isFalse();
    }

    private static Deviation assertSettlesThere(ExperimentFile file) {
        Deviation deviation = deviation(file, Form.F2, 20_000);
        assertThat(deviation.mapped().orElseThrow().max()).isLessThan(1e-7);
        assertThat(deviation.rms()).isGreaterThan(1e-3);
        assertThat(deviation.rms() / deviation.predictedRms().orElseThrow()).isBetween(0.999, 1.001);
        return deviation;
    }

    private static Deviation deviation(ExperimentFile file, Form form, int steps) {
        Experiment experiment = file.experiment(PRODUCT);
        Formulations formulations = new Formulations(experiment, PRODUCT);
        TaskDescription data = experiment.data().orElseThrow();
        RandomStreams streams = new RandomStreams(experiment.seed());
        NetworkWeights weights = NetworkWeights.draw(formulations.network(), streams);
        SteadyStateProbe probe = new SteadyStateProbe(
                formulations,
                weights,
                data.task(streams).test().range(0, 5),
                experiment.learning().target(),
                formulations.steadyLeak().orElseThrow());
        return probe.of(formulations.of(form), steps, streams);
    }
}

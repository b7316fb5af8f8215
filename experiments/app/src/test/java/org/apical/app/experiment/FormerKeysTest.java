package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormerKeysTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /** networks/audit.yaml as it was when learning had a task, samples and a formulation of its own. */
    private static final String FORMER = """
            input: {name: pixels, units: 64, gainHz: 100}
            layers:
              - {name: hidden, units: 64, transfer: tanh}
              - {name: classes, units: 10, transfer: rectified}
            feedforward:
              - {from: pixels, to: hidden}
              - {from: hidden, to: classes}
            neurons:
              cell: standard
              hidden: {offsetMv: 7, scaleMv: 1, baselineHz: 100, gainHz: 100}
              output: {offsetMv: 7, scaleMv: 0.2, baselineHz: 200, gainHz: 20}
            spikes: {soma: escape, neuronsPerUnit: 60, synapseTauMs: 5}
            controller: {kind: ideal, alpha: 0.01}
            timing: {dtMs: 1, tauUMs: 400, freeMs: 300, warmupMs: 50, controlledMs: 500}
            learning:
              formulation: F2
              rule: dendritic prediction
              feedback:
                learned: {phases: two, sigma: 0.01, tauAMs: 50, decay: 0.1, alpha: 0.6, proportionalGain: 0.5, presentationMs: 200, preTrainingEpochs: 4, preTrainingRate: 0.03, epochsBetween: 1, rateBetween: 0.01}
              task: digits
              target: {nudge: {lambda: 6}}
              optimiser: {kind: adam, rate: 0.01}
              samples: 1297
              tested: 500
              epochs: 16
              batch: 32
            """;

    private static final String LIF =
            "spikes: {soma: lif, neuronsPerUnit: 60, synapseTauMs: 5, noiseMv: 3, lif: {thresholdMv: -50, resetMv: -60, refractoryMs: 3}}\n";

    private static Experiment read(String text) {
        return ExperimentFile.read("old.yaml", text).audited(PRODUCT);
    }

    @Test
    void aFileOfTheFormerLayoutIsTheSameExperiment() {
        assertThat(read(FORMER)).isEqualTo(ExperimentFile.embedded("audit.yaml").audited(PRODUCT));
    }

    @Test
    void everyFormerKeyIsReadWhereItStandsNow() {
        Experiment experiment = read(FORMER.replace("1297", "70")
                .replace("500\n", "30\n")
                .replace("formulation: F2", "formulation: F1")
                .replaceFirst("spikes: .*\n", LIF));
        assertThat(experiment.data().orElseThrow().train()).isEqualTo(70);
        assertThat(experiment.data().orElseThrow().test()).isEqualTo(30);
        assertThat(experiment.data().orElseThrow().name()).isEqualTo("digits");
        assertThat(experiment.audit().formulation()).isEqualTo(Form.F1);
        assertThat(experiment.spikes().soma()).isEqualTo(new LeakyIntegrateAndFire(-50, -60, 3));
        assertThat(experiment.spikes().noiseMv()).isEqualTo(3);
    }

    /** The place is that of the file, the key the one it has now. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "samples: 1297   | samples: 2000   | data.train (line 23): data.train must be 1 to 1297",
                "tested: 500     | tested: 0       | data.test (line 24): expected a number > 0, found '0'",
                "task: digits    | task: svhn      | data.set (line 20): expected one of digits",
                "formulation: F2 | formulation: F4 | audit.formulation (line 16): expected one of F1, F2, F3, found 'F4'",
            })
    void whatIsWrongWithAFormerKeyIsNamedWithItsLine(String good, String bad, String message) {
        assertThat(FORMER).contains(good);
        assertThatThrownBy(() -> read(FORMER.replace(good, bad)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("old.yaml: " + message);
    }

    @Test
    void aSomaThatWasNamedBesideItsParametersIsNamedWithItsLine() {
        assertThatThrownBy(() -> read(FORMER.replaceFirst("spikes: .*\n", LIF.replace("-60", "-40"))))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("old.yaml: spikes.soma")
                .hasMessageContaining("(line 12): LeakyIntegrateAndFire.resetMv must be below thresholdMv = -50.0 mV");
    }

    /** They would turn it into theirs, or be parameters of nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"soma: escape, ", "soma: adex, ", "soma: {kind: lif}, ", ""})
    void parametersOfAnotherSomaAreRefused(String soma) {
        assertThatThrownBy(() -> read(FORMER.replaceFirst("spikes: .*\n", LIF.replace("soma: lif, ", soma))))
                .isInstanceOf(UserError.class)
                .hasMessage("old.yaml: spikes.lif (line 12): expected soma: lif beside it, whose parameters these are");
    }

    @Test
    void presentKeysAreLeftAlone() {
        String present = ExperimentFile.write(read(FORMER));
        assertThat(present).doesNotContain("samples: 1297", "tested:", "task:");
        assertThat(read(present)).isEqualTo(read(FORMER));
    }

    /** What {@code --set} says counts, whatever the key was called in the file. */
    @Test
    void aPresentKeyIsSetInAFileOfTheFormerLayout() {
        Experiment experiment = ExperimentFile.read("old.yaml", FORMER)
                .with("--set data.train", "data.train", "5")
                .with("--set audit.formulation", "audit.formulation", "F1")
                .audited(PRODUCT);
        assertThat(experiment.data().orElseThrow().train()).isEqualTo(5);
        assertThat(experiment.data().orElseThrow().test()).isEqualTo(500);
        assertThat(experiment.audit().formulation()).isEqualTo(Form.F1);
    }
}

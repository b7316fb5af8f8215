package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.app.task.Task;
import org.apical.network.dynamics.Timing.Onset;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** learning.fromMs and timing.onset. */
class WindowKeysTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String TEXT = """
            data: {set: digits, train: 20, test: 5}
            layers:
              - {name: hidden, units: 6, transfer: tanh}
              - {name: output, transfer: rectified}
            spikes: {neuronsPerUnit: 20}
            timing: {freeMs: 60, warmupMs: 30, controlledMs: 40}
            learning: {batch: 8}
            """;

    private static ExperimentFile with(String key, String value) {
        return ExperimentFile.read("x.yaml", TEXT).with("x.yaml", key, value);
    }

    private static WeightUpdate first(ExperimentFile file, Form form) {
        Formulations formulations = file.formulations(PRODUCT);
        Task task = formulations.experiment().data().orElseThrow().task(new RandomStreams(1));
        try (LaneBlocks one = new LaneBlocks(1)) {
            TrainingRun run = new TrainingRun(formulations, formulations.of(form), task, one);
            return run.firstUpdate(run.initial());
        }
    }

    /** A window from when control sets in is the default, to the last bit of spikes; rates have a free phase instead of a known state. */
    @ParameterizedTest
    @EnumSource
    void theDefaultBeginsWithControl(Form form) {
        WeightUpdate window = first(with("learning.fromMs", "60"), form);
        WeightUpdate usual = first(ExperimentFile.read("x.yaml", TEXT), form);
        assertThat(window.cosine(usual)).isGreaterThan(1 - 1e-12);
        if (form == Form.F3) {
            assertThat(window.forward(0)).isEqualTo(usual.forward(0));
        }
    }

    /** After a blank an earlier window is another one; after a settled state rates have nothing to add. */
    @Test
    void anEarlierWindowHearsTheOnset() {
        ExperimentFile blank = with("timing.onset", "blank");
        double after = first(blank, Form.F1).cosine(first(blank.with("x.yaml", "learning.fromMs", "0"), Form.F1));
        double settled =
                first(with("learning.fromMs", "60"), Form.F1).cosine(first(with("learning.fromMs", "0"), Form.F1));
        assertThat(after).isLessThan(0.999);
        assertThat(settled).isGreaterThan(1 - 1e-12);
        assertThat(blank.experiment(PRODUCT).timing().onset()).isEqualTo(Onset.BLANK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "learning; {fromMs: 101}; learning.fromMs (line 1): expected at most 100.0 ms",
                "learning; {fromMs: 0.5}; fromMs",
                "learning; {fromMs: -1}; fromMs",
                "learning; {fromMs: 60, update: end}; learning.fromMs (line 1): expected no such key",
                "timing; {onset: blank, freeMs: 0}; timing.freeMs must be above 0 after a blank"
            })
    void whatHasNoWindowIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> with(key, value).experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .hasMessageContaining("x.yaml");
    }
}

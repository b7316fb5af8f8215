package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code learning.method}: references that are not local. */
class ReferenceMethodTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String TEXT = """
            data: {set: digits, train: 200, test: 100}
            layers:
              - {name: hidden, units: 16}
              - {name: classes, transfer: linear}
            learning: {method: control, feedback: {fixed: random}, target: {nudge: {lambda: 1}}, optimiser: {rate: 0.02}, epochs: 10}
            formulations: [F1]
            """;

    private static ExperimentFile file(String method) {
        return ExperimentFile.read("net.yaml", TEXT).with("--set x", "learning.method", method);
    }

    private static TrainingRun run(ExperimentFile file, LaneBlocks threads) {
        Formulations formulations = file.formulations(PRODUCT);
        Experiment experiment = formulations.experiment();
        return new TrainingRun(
                formulations,
                formulations.of(Form.F1),
                experiment.data().orElseThrow().task(new RandomStreams(experiment.seed())),
                threads);
    }

    /** Direct feedback alignment sees other weights than backprop in the hidden layer alone. */
    @Test
    void networksLearnByThem() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun backprop = run(file("backprop"), threads);
            TrainingRun direct = run(file("direct feedback alignment"), threads);
            WeightUpdate gradient = backprop.firstUpdate(backprop.initial());
            WeightUpdate sent = direct.firstUpdate(direct.initial());
            assertThat(sent.forward(1)).isEqualTo(gradient.forward(1));
            assertThat(Math.abs(sent.cosine(0, gradient))).isLessThan(0.7);
            for (TrainingRun run : new TrainingRun[] {backprop, direct}) {
                NetworkWeights weights = run.initial();
                double before = run.score(weights);
                run.learn(weights, TrainingRun.Observer.NONE);
                assertThat(run.score(weights)).isGreaterThan(before + 0.3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "formulations|[F1, F2]|learning.method (line 5): expected control in other networks than plain chains under F1",
                "learning.update|end|--set x: learning.update (line 1): expected no such key where no presentation is learned from",
                "learning.feedback|{learned: {}}|--set x: learning.feedback (line 1): expected fixed where no presentation is learned from"
            })
    void whatTheyDoNotHaveIsRefused(String key, String value, String message) {
        ExperimentFile file = ExperimentFile.read("net.yaml", TEXT.replace("method: control", "method: backprop"));
        assertThatThrownBy(() -> file.with("--set x", key, value).experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }
}

package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apical.app.UserError;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code timing.integration: adaptive}, the limit dt -> 0. */
class AdaptiveIntegrationTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String TEXT = """
            data: {set: digits, train: 70, test: 20}
            layers:
              - {name: hidden, units: 12}
              - {name: classes, transfer: rectified}
            timing: {dtMs: %s, integration: %s}
            learning: {update: %s, optimiser: {rate: 0.03}, epochs: 6, batch: 32}
            formulations: [F1]
            """;

    private static ExperimentFile file(String dtMs, String integration, String update) {
        return ExperimentFile.read("net.yaml", TEXT.formatted(dtMs, integration, update));
    }

    private static TrainingRun run(ExperimentFile file, LaneBlocks threads) {
        Formulations formulations = file.formulations(PRODUCT);
        Task task = formulations
                .experiment()
                .data()
                .orElseThrow()
                .task(new RandomStreams(formulations.experiment().seed()));
        return new TrainingRun(formulations, formulations.of(Form.F1), task, threads);
    }

    /** Under the defaults of a file, whose outputs have a kink; of the average ten times nearer to steps of dt/16 than steps of dt are, of whose error a sixteenth is left. Euler's ends are near the steady state, where it does not err. */
    @ParameterizedTest
    @ValueSource(strings = {"average", "end"})
    void theUpdateIsThatOfShortSteps(String update) {
        try (LaneBlocks threads = new LaneBlocks(2)) {
            TrainingRun adaptive = run(file("1", "{adaptive: {tolerance: 0.001}}", update), threads);
            NetworkWeights weights = adaptive.initial();
            WeightUpdate expected =
                    run(file("0.0625", "euler", update), threads).firstUpdate(weights);
            double euler = distance(run(file("1", "euler", update), threads).firstUpdate(weights), expected);
            double adapted = distance(adaptive.firstUpdate(weights), expected);
            assertThat(adapted).isLessThan(update.equals("end") ? 1e-3 : Math.min(1e-3, euler / 10));
        }
    }

    /** |x - y| / |y|. */
    private static double distance(WeightUpdate x, WeightUpdate y) {
        double difference = 0;
        double size = 0;
        for (int l = 0; l < y.layers(); l++) {
            for (int k = 0; k < y.forward(l).length; k++) {
                double d = x.forward(l)[k] - y.forward(l)[k];
                difference += d * d;
                size += y.forward(l)[k] * y.forward(l)[k];
            }
        }
        return Math.sqrt(difference / size);
    }

    @Test
    void aNetworkLearnsWithALastBatchOfAnotherWidth() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(file("1", "adaptive", "average"), threads);
            NetworkWeights weights = run.initial();
            double before = run.score(weights);
            run.learn(weights, TrainingRun.Observer.NONE);
            assertThat(run.score(weights)).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            formulations|[F1, F2]|euler under other formulations than F1
            learning.update|analytic|euler where no controlled phase is learned from
            learning.rule|least control|euler with another rule than dendritic prediction
            learning.rule|{kind: dendritic prediction, prediction: through soma}|euler with another rule
            controller|{kind: ideal, delayMs: 3}|euler: adaptive needs a plain chain without delays, an ideal controller and direct feedback
            controller|none|euler: adaptive needs
            """)
    void whatHasNoMethodIsRefusedWithItsLine(String key, String value, String message) {
        ExperimentFile file = file("1", "adaptive", "average").with("--set x", key, value);
        assertThatThrownBy(() -> file.experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("net.yaml: timing.integration (line 5): expected ")
                .hasMessageContaining(message);
    }

    @Test
    void aToleranceIsPositive() {
        assertThatThrownBy(
                        () -> file("1", "{adaptive: {tolerance: 0}}", "average").experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("tolerance");
    }
}

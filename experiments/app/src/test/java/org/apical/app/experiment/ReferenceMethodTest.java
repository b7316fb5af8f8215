package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.app.UserError;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void backwardWeightsOfFeedbackAlignmentStayAsTheyAreDrawn() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(file("feedback alignment"), threads);
            NetworkWeights weights = run.initial();
            double[] drawn = weights.backward(1).clone();
            double before = run.score(weights);
            run.learn(weights, TrainingRun.Observer.NONE);
            assertThat(run.score(weights)).isGreaterThan(before + 0.3);
            assertThat(weights.backward(1)).isEqualTo(drawn);
        }
    }

    /** Each from the same weights, which 70 updates bring well above chance. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "predictive coding",
                "{kind: predictive coding, nudge: 0.1}",
                "{kind: equilibrium propagation, gain: 0.1}",
                "{kind: equilibrium propagation, backward: own, gain: 0.1, homeostasis: 1, nudges: one}",
                "input modulation",
                "weight mirror",
                "phaseless alignment",
                "dendritic microcircuit",
                "{kind: dendritic microcircuit, interneurons: copied}",
                "BurstCCN",
                "{kind: BurstCCN, events: learned}",
                "dis-inhibitory control",
                "{kind: dis-inhibitory control, rule: linear threshold}",
                "forward-forward",
                "counter-current",
                "alignment support",
                "target propagation"
            })
    void networksLearnByOtherTheories(String method) {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(file(method), threads);
            NetworkWeights weights = run.initial();
            double before = run.score(weights);
            run.learn(weights, TrainingRun.Observer.NONE);
            assertThat(run.score(weights)).isGreaterThan(before + 0.2);
        }
    }

    @Test
    void homeostasisOfTransposedWeightsIsRefusedAtItsKey() {
        assertThatThrownBy(() ->
                        file("{kind: equilibrium propagation, homeostasis: 1}").experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("learning.method")
                .hasMessageContaining("transposed");
    }

    /** 70 steps of plain descent, after each of which S - W^T is 1 - eta rho of what it was (Kolen and Pollack 1994). */
    @Test
    void backwardWeightsThatLearnComeNearTheTransposedForwardOnes() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(
                    file("{kind: feedback alignment, backward: learned, decay: 0.1}")
                            .with("--set x", "learning.optimiser", "{kind: sgd, rate: 0.2, schedule: constant}"),
                    threads);
            NetworkWeights weights = run.initial();
            double[] before = difference(weights);
            run.learn(weights, TrainingRun.Observer.NONE);
            double factor = Math.pow(1 - 0.2 * 0.1, 70);
            assertThat(difference(weights))
                    .containsExactly(Arrays.stream(before).map(x -> factor * x).toArray(), within(1e-12));
        }
    }

    /** S_2 - W_2^T, 16 x 10. */
    private static double[] difference(NetworkWeights weights) {
        double[] difference = weights.backward(1).clone();
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 16; j++) {
                difference[j * 10 + i] -= weights.forward(1)[i * 16 + j];
            }
        }
        return difference;
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

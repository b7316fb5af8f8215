package org.apical.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apical.app.UserError;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
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
                "formulations|[F1, F2]|net.yaml: learning.method (line 5): expected control, or formulations: [F1]",
                "projections|[{from: hidden, to: hidden, delayMs: 1}]|net.yaml: learning.method (line 5): expected control, or a plain chain",
                "layers[0].competition|{kind: winner take all, activeShare: 0.5}|net.yaml: learning.method (line 5): expected control, or a plain chain",
                "learning.rule|least control|--set x: learning.rule (line 1): expected dendritic prediction, the default",
                "timing.integration|adaptive|--set x: timing.integration (line 1): expected euler where no controlled phase",
                "learning.update|end|--set x: learning.update (line 1): expected no such key where no presentation is learned from",
                "learning.feedback|{learned: {}}|--set x: learning.feedback (line 1): expected fixed where no presentation is learned from"
            })
    void whatTheyDoNotHaveIsRefused(String key, String value, String message) {
        ExperimentFile file = ExperimentFile.read("net.yaml", TEXT.replace("method: control", "method: backprop"));
        assertThatThrownBy(() -> file.with("--set x", key, value).experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    /** What a theory cannot do with a network is refused with file, key and line before anything runs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: BurstCCN, offset: 0.5}|learning.method.offset (line 1): BurstCcn.offset must make the least events",
                "{kind: forward-forward, counted: 2}|learning.method.counted (line 1): Goodness.counted must be a hidden layer, of which there are 1",
                "{kind: phaseless alignment, step: 1.0e-9}|learning.method (line 1): PhaselessAlignment.duration must be of 1 to 10000000 steps",
                "{kind: phaseless alignment, noise: 1.0e-200}|learning.method (line 1): PhaselessAlignment.deviation must leave something",
                "{kind: phaseless alignment, tauNoise: 1.0e300}|learning.method (line 1): PhaselessAlignment.deviation must leave something",
                "{kind: weight mirror, noise: 1.0e-200}|learning.method (line 1): WeightMirror.deviation must be > 0 (units of r), and its square a number",
                "{kind: dis-inhibitory control, step: 1.0e-9}|learning.method (line 1): DisinhibitionParams.tolerance must be at most 0.01 step"
            })
    void whatATheoryCannotHaveIsRefusedAtItsKey(String method, String message) {
        assertThatThrownBy(() -> file(method).experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set x: " + message);
    }

    @Test
    void transferThatATheoryCannotInvertIsRefused() {
        assertThatThrownBy(() -> file("target propagation")
                        .with("--set y", "layers[1].transfer", "relu")
                        .experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "--set x: learning.method (line 1): TargetPropagation.transfer of layer 2 must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward-forward", "counter-current"})
    void methodsThatLearnClassesRefuseARegression(String method) {
        assertThatThrownBy(() -> file(method)
                        .with("--set y", "data", "{set: digits, train: 200, test: 100, autoencoder: true}")
                        .experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set x: learning.method (line 1): expected another one");
    }

    @Test
    void byDifferenceCounterCurrentLearningLearnsARegression() {
        assertThat(file("{kind: counter-current, agreement: difference}")
                        .with("--set y", "data", "{set: digits, train: 200, test: 100, autoencoder: true}")
                        .experiment(PRODUCT)
                        .data())
                .isPresent();
    }

    /** Labels are no target of a regression, whatever it learns by. */
    @ParameterizedTest
    @ValueSource(strings = {"control", "backprop"})
    void labelsAreNoTargetOfARegression(String method) {
        assertThatThrownBy(() -> file(method)
                        .with("--set y", "data", "{set: digits, train: 200, test: 100, autoencoder: true}")
                        .with("--set z", "learning.target", "{label: {on: 0.9, off: 0.1}}")
                        .experiment(PRODUCT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set z: learning.target (line 1): expected nudge");
    }

    @Test
    void inverseThatRoundingLeavesNothingOfIsADivergence() {
        try (LaneBlocks threads = new LaneBlocks(1)) {
            TrainingRun run = run(file("{kind: target propagation, regularisation: 1.0e-300}"), threads);
            NetworkWeights weights = run.initial();
            assertThatThrownBy(() -> run.learn(weights, TrainingRun.Observer.NONE))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessageContaining("F1")
                    .hasMessageContaining("a larger regularisation");
        }
    }
}

package org.apical.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apical.app.check.Check;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.study.Parts;
import org.apical.app.study.Spread;
import org.apical.app.study.StudyContext;
import org.apical.app.study.StudyProgress;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** Whole audits, each line of a page on a network that is built to pass it and on one that is built to fail. */
class AuditTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    /** Rates whose steady states are computed, not simulated: a network that learns in a tenth of a second. */
    private static final String RATES = """
            data: {set: digits, train: 300, test: 200}
            layers:
              - {name: hidden, units: 16}
              - {name: classes, transfer: linear}
            timing: {tauUMs: 400, controlledMs: 60}
            learning:
              update: analytic
              target: {nudge: {lambda: 0.5}}
              optimiser: {rate: 0.02}
              epochs: 4
              batch: 32
            audit:
              formulation: F1
              seeds: 3
              train: 300
              test: 200
              epochs: 3
              depths: [1, 2]
              sweeps: {noise: [], delaysMs: [], feedback: [0.9, 0.001], forward: [0.99, 0.001]}
            """;

    /** Compartments that are simulated, for a few presentations: nothing is learned that could be lost. */
    private static final String COMPARTMENTS = """
            data: {set: digits, train: 32, test: 50}
            input: {name: pixels, units: 64, gainHz: 100}
            layers:
              - {name: hidden, units: 6, transfer: tanh}
              - {name: classes, units: 10, transfer: rectified}
            timing: {dtMs: 0.8, tauUMs: 400, freeMs: 40, warmupMs: 8, controlledMs: 80}
            learning:
              feedback:
                learned: {sigma: 0.01, tauAMs: 50, decay: 0.1, alpha: 0.6, proportionalGain: 0.5, presentationMs: 80, preTrainingEpochs: 1, preTrainingRate: 0.03}
              target: {nudge: {lambda: 2}}
              optimiser: {rate: 0.03}
              epochs: 1
              batch: 16
            audit: {seeds: 2, train: 16, test: 20, epochs: 1, sweeps: {delaysMs: [1, 10]}}
            """;

    private static AuditResult audit(String text, int workers, Parts parts) {
        try (LaneBlocks threads = new LaneBlocks(workers)) {
            StudyProgress silent = part -> {};
            return Audit.run(
                    "net.yaml",
                    ExperimentFile.read("net.yaml", text),
                    false,
                    new StudyContext(PRODUCT, threads, silent, parts));
        }
    }

    private static Findings page(AuditResult... results) {
        return AuditFindings.of(
                List.of(results), Arrays.stream(results).map(Answers::of).toList());
    }

    private static Map<String, Answer> answers(AuditResult result) {
        Map<String, Answer> answers = new HashMap<>();
        Answers.of(result).forEach(answer -> answers.put(answer.key(), answer));
        return answers;
    }

    private static Map<String, Answer> answers(String text) {
        return answers(audit(text, 2, Parts.NONE));
    }

    private static AuditResult by(String method) {
        return audit(RATES.replace("update: analytic", "method: " + method), 2, Parts.NONE);
    }

    /** Theories beside control are asked the same; what has no meaning for one of them does not apply, with the reason. */
    @Test
    void otherTheoriesAreAskedTheSame() {
        Map<String, Answer> control = answers(RATES);
        AuditResult result = by("feedback alignment");
        Map<String, Answer> alignment = answers(result);
        assertThat(alignment.keySet())
                .containsAll(control.keySet().stream()
                        .filter(key -> !key.startsWith("phase_signal") && !key.equals("feedback_strength"))
                        .toList());
        assertThat(alignment.get("learns").verdict()).isEqualTo(Answer.YES);
        assertThat(alignment.get("basal_rule_is_local").verdict()).isEqualTo(Answer.YES);
        assertThat(alignment.get("weights_copied").verdict()).isEqualTo(Answer.NO);
        assertThat(alignment.get("feedback_aligns").evidence()).contains("cosine of S to W^T");
        assertThat(alignment.get("phase_signal_basal").verdict()).isEqualTo(Answer.YES);
        assertThat(alignment.get("needs_feedback").verdict()).isIn(Answer.YES, Answer.NO, Answer.INCONCLUSIVE);
        assertThat(alignment.get("robust_to_delay")).isNull();
        assertThat(alignment.get("robust_to_feedback").verdict()).isEqualTo(Answer.DOES_NOT_APPLY);
        assertThat(result.seeds().get(0).rules().get(0).quantities())
                .anySatisfy(q -> assertThat(q.declared()).isFalse());
        assertThat(page(result).checks()).isNotEmpty().allMatch(Check::held);
    }

    /** Weight transport is found where it is declared, and what is kept from an earlier phase reaches back to it. */
    @Test
    void whatOtherTheoriesNeedIsSaid() {
        Map<String, Answer> equilibrium = answers(by("{kind: equilibrium propagation, gain: 0.1, tolerance: 1.0e-6}"));
        assertThat(equilibrium.get("weights_copied").verdict()).isEqualTo(Answer.YES);
        assertThat(equilibrium.get("phase_signal_basal").verdict()).isEqualTo(Answer.NO);
        assertThat(equilibrium.get("basal_rule_window").verdict()).isEqualTo("since start");
        assertThat(equilibrium.get("basal_rule_is_local").verdict()).isEqualTo(Answer.YES);
        Map<String, Answer> modulation = answers(by("input modulation"));
        assertThat(modulation.get("weights_copied").verdict()).isEqualTo(Answer.NO);
        assertThat(modulation.get("feedback_aligns").verdict()).isEqualTo(Answer.DOES_NOT_APPLY);
        assertThat(modulation.get("needs_feedback").verdict()).isEqualTo(Answer.DOES_NOT_APPLY);
    }

    /** What is copied is said of the weights that are copied: lateral ones of a microcircuit whose top-down weights are drawn and stay. */
    @Test
    void whatIsCopiedIsNamed() {
        AuditResult result = by("{kind: dendritic microcircuit, tolerance: 1.0e-6}");
        Answer copied = answers(result).get("weights_copied");
        assertThat(copied.verdict()).isEqualTo(Answer.YES);
        assertThat(copied.evidence()).startsWith("at every step: K = W, P = -S; cosine of S to W^T");
        assertThat(result.seeds().get(0).transport().provenance()).isEqualTo(Origin.RANDOM);
        assertThat(answers(by("BurstCCN")).get("weights_copied").evidence()).startsWith("at every step: Q = p_b S;");
        assertThat(answers(by("predictive coding")).get("weights_copied").evidence())
                .isEqualTo("at every step: errors are sent through W^T");
    }

    /** Modules that learn are copied to Q, whatever Q begins with; learned interneurons are pathways. */
    @Test
    void whatLearnsBesideForwardWeightsIsShown() {
        AuditResult support = audit(
                RATES.replace("update: analytic", "method: alignment support\n  feedback: {fixed: random}"),
                2,
                Parts.NONE);
        assertThat(answers(support).get("weights_copied").verdict()).isEqualTo(Answer.YES);
        assertThat(support.seeds().get(0).transport().provenance()).isEqualTo(Origin.LEARNED);
        AuditResult lateral = by("{kind: dendritic microcircuit, interneurons: drawn, tolerance: 1.0e-6}");
        assertThat(answers(lateral).get("weights_copied").verdict()).isEqualTo(Answer.NO);
        assertThat(lateral.seeds().get(0).pathways())
                .extracting(PathwayFacts::to)
                .contains("hidden, backward", "classes, interneurons", "hidden, inhibition");
    }

    @Test
    void aNetworkThatLearnsPassesAndItsControlsFail() {
        AuditResult result = audit(RATES, 2, Parts.NONE);
        Map<String, Answer> answers = answers(result);
        for (String key : List.of(
                "learns",
                "hidden_layers_learn",
                "needs_its_feedback",
                "needs_order_of_feedback",
                "needs_feedback",
                "needs_sign",
                "basal_rule_is_local",
                "weights_copied")) {
            assertThat(answers.get(key).verdict()).as(key).isEqualTo(Answer.YES);
        }
        assertThat(answers.get("as_backprop").measured().orElseThrow().size()).isEqualTo(3);
        assertThat(answers.get("robust_to_feedback").verdict()).startsWith("down to 0.");
        assertThat(answers.get("robust_to_forward").verdict()).startsWith("down to 0.");
        assertThat(answers.get("learns_deep").evidence()).contains("1 hidden", "2 hidden", "backprop");
        assertThat(answers.get("dale").verdict()).isEqualTo(Answer.NO);
        assertThat(answers.get("rates_are_cortical").verdict()).isEqualTo(Answer.DOES_NOT_APPLY);
        Findings page = page(result);
        assertThat(page.checks()).isNotEmpty().allMatch(Check::held);
        assertThat(page.sections().get(0).heading()).isEqualTo("Claims and verdicts");
        assertThat(page.sections().get(page.sections().size() - 1).heading()).isEqualTo("Methods");
        assertThat(page.sections())
                .filteredOn(Section.LineChart.class::isInstance)
                .isNotEmpty()
                .allSatisfy(chart ->
                        assertThat(((Section.LineChart) chart).series()).hasSizeBetween(1, 6));
    }

    /** Without the hidden layer's part in it, and with steps against the rule: each line that should fail does. */
    @Test
    void aNetworkThatDoesNotLearnFails() {
        Map<String, Answer> answers = answers(RATES.replace("rate: 0.02", "rate: 1e-9"));
        for (String key : List.of("learns", "as_backprop")) {
            assertThat(answers.get(key).verdict()).as(key).isEqualTo(key.equals("learns") ? Answer.NO : Answer.YES);
        }
        assertThat(answers.get("hidden_layers_learn").verdict()).isNotEqualTo(Answer.YES);
        assertThat(answers.get("needs_its_feedback").verdict()).isNotEqualTo(Answer.YES);
        assertThat(answers.get("needs_sign").verdict()).isNotEqualTo(Answer.YES);
        assertThat(answers.get("robust_to_feedback").verdict()).isEqualTo(Answer.INCONCLUSIVE);
        assertThat(answers.get("robust_to_feedback").evidence()).contains("too little to lose");
    }

    /** Random feedback: the loop is unstable; the page says so, and why, and measures what is left. */
    @Test
    void aNetworkThatDivergesHasAPage() {
        AuditResult result = audit(
                COMPARTMENTS
                        .replaceFirst("(?s)    learned:.*?\\n  target", "    {fixed: random}\n  target")
                        .replace("controlledMs: 80", "controlledMs: 2400"),
                2,
                Parts.NONE);
        assertThat(result.described()).allMatch(Trained::diverged);
        Map<String, Answer> answers = answers(result);
        assertThat(answers.get("learns").verdict()).isEqualTo(Answer.NO);
        assertThat(answers.get("learns").evidence()).contains("diverged in 2 of 2", "phase margin", "unstable in 2");
        assertThat(answers.get("weights_copied").verdict()).isEqualTo(Answer.NO);
        Findings page = page(result);
        assertThat(page.sections())
                .extracting(Section::heading)
                .contains("Pathways", "Feedback beside the forward path");
        assertThat(page.checks()).allMatch(Check::held);
    }

    /** What was kept of an audit that was stopped is not computed again, and threads change nothing. */
    @Test
    void threadsAndResumingChangeNoNumber() {
        Map<String, double[]> kept = new HashMap<>();
        Parts keeping = new Parts() {
            @Override
            public synchronized double[] numbers(String name, Supplier<double[]> part) {
                double[] numbers = part.get();
                assertThat(kept.put(name, numbers)).as(name).isNull();
                return numbers;
            }
        };
        Findings first = page(audit(COMPARTMENTS, 2, keeping));
        List<String> computed = new ArrayList<>();
        Parts resumed = (name, part) -> {
            if (!kept.containsKey(name)) {
                computed.add(name);
            }
            return kept.get(name);
        };
        Findings second = page(audit(COMPARTMENTS, 1, resumed));
        assertThat(computed).isEmpty();
        assertThat(second.measures()).isEqualTo(first.measures());
        assertThat(second.sections()).hasSameSizeAs(first.sections());
        assertThat(first.sections())
                .extracting(Section::heading)
                .contains(
                        "What each rule reads",
                        "Pathways",
                        "Phases and time",
                        "Signs of weights",
                        "Strength of feedback",
                        "Rates and potentials",
                        "Robustness");
        // 10 ms of delay are tried on the grid of 0.8 ms
        assertThat(kept.keySet()).anyMatch(name -> name.contains("delay of feedback 9.6"));
    }

    @Test
    void networksStandSideBySide() {
        AuditResult one = audit(RATES, 2, Parts.NONE);
        AuditResult two = new AuditResult(
                "other.yaml",
                one.plan(),
                one.formulations(),
                one.training(),
                one.changes(),
                one.neurons(),
                one.described(),
                one.full(),
                one.changed(),
                one.refused(),
                one.leftOut(),
                one.sweeps(),
                one.depths(),
                one.seeds(),
                one.loops());
        Section.Table table = (Section.Table) page(one, two).sections().get(0);
        assertThat(table.header()).containsExactly("question", "net.yaml", "other.yaml");
        assertThat(table.rows()).allSatisfy(row -> assertThat(row.get(1)).isEqualTo(row.get(2)));
    }

    private static List<Trained> accuracies(double... after) {
        List<Trained> trained = new ArrayList<>();
        for (double x : after) {
            trained.add(new Trained(0.1, x, Double.NaN, 1, LearningReferences.none()));
        }
        return trained;
    }

    /** Losses of 0, 0.04 and 0.6 at 1, 2 and 4: 0.05 are lost at 2 + 2 (0.05 - 0.04)/0.56; a network that diverges loses all but guessing. */
    @Test
    void thePointOfFailureIsWhereTheLossCrossesWhatIsTolerated() {
        List<Trained> unchanged = accuracies(0.9, 0.9, 0.9);
        Sweep sweep = new Sweep(
                Circumstance.NOISE,
                unchanged,
                List.of(
                        new Sweep.Point(1, accuracies(0.9, 0.9, 0.91)),
                        new Sweep.Point(2, accuracies(0.86, 0.86, 0.86)),
                        new Sweep.Point(4, accuracies(0.3, 0.3, Double.NaN))),
                "");
        assertThat(sweep.fails(sweep.points().get(1), 0.05, 0.1)).isFalse();
        assertThat(sweep.holds(sweep.points().get(1), 0.05, 0.1)).isTrue();
        assertThat(sweep.fails(sweep.last(), 0.05, 0.1)).isTrue();
        double plain = 2 + 2 * 0.01 / 0.56;
        double diverged = 2 + 2 * 0.01 / 0.76;
        assertThat(sweep.failure(0.05, 0.1).at()).isEqualTo(Spread.of(plain, plain, diverged));
        assertThat(sweep.failure(0.05, 0.1).beyond()).isZero();
        assertThat(sweep.failure(0.7, 0.1).beyond()).isEqualTo(2);
    }

    /** t of two degrees of freedom is 4.303: three networks decide little. */
    @Test
    void anAnswerIsInconclusiveWhereItsIntervalDoesNotDecide() {
        Spread spread = Spread.of(1, 2, 3);
        assertThat(spread.halfWidth()).isCloseTo(4.3027 / Math.sqrt(3), org.assertj.core.api.Assertions.within(1e-4));
        assertThat(Answer.atLeast("k", "q", -1, spread, "", "").verdict()).isEqualTo(Answer.YES);
        assertThat(Answer.atLeast("k", "q", 5, spread, "", "").verdict()).isEqualTo(Answer.NO);
        assertThat(Answer.atLeast("k", "q", 2, spread, "", "").verdict()).isEqualTo(Answer.INCONCLUSIVE);
        assertThat(Answer.atMost("k", "q", 5, spread, "", "").verdict()).isEqualTo(Answer.YES);
        assertThat(Answer.atMost("k", "q", -1, spread, "", "").verdict()).isEqualTo(Answer.NO);
    }
}

package org.apical.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Score;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same experiment gives the same numbers, whoever asks. */
class SameExperimentTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final String SMALL = """
            data: {set: digits, train: 40, test: 50}
            layers:
              - {name: hidden, units: 6}
              - {name: classes, transfer: rectified}
            spikes: {neuronsPerUnit: 10}
            timing: {tauUMs: 400, freeMs: 40, warmupMs: 10, controlledMs: 60, readoutMs: 50}
            learning: {target: {nudge: {lambda: 2}}, optimiser: {kind: adam, rate: 0.03}, epochs: 2, batch: 17}
            agreement: {samples: 1, settleMs: 10}
            """;

    /** Weak lateral synapses: there is no theory of a steady state, which random feedback may not have. */
    private static final String LATERAL = "[{from: hidden, to: hidden, delayMs: 1, weights: {deviation: 0.01}}]";

    private static ExperimentFile small(Form form, String feedback) {
        return ExperimentFile.read("small.yaml", SMALL)
                .with("test", "learning.feedback", feedback)
                .with("test", "projections", feedback.equals("{fixed: product}") ? "[]" : LATERAL)
                .with("test", "audit.formulation", form.name());
    }

    private static AuditedNetwork audited(ExperimentFile file, LaneBlocks threads) {
        return AuditedNetwork.of(Variant.plain(file), Effort.DESCRIBED, 1, PRODUCT, threads);
    }

    private static FormulationResult compared(Experiment experiment, Form form, LaneBlocks threads) {
        ComparisonListener silent = new ComparisonListener() {
            @Override
            public void begin(String id, String title, long total) {}

            @Override
            public void progress(long done) {}

            @Override
            public void preTrained(double conditionTwo) {}

            @Override
            public void epoch(int epoch, Score score, double test) {}

            @Override
            public void end(FormulationResult result) {}
        };
        ComparisonResult result = Comparison.run(new Formulations(experiment, PRODUCT), threads, silent);
        return result.formulations().stream()
                .filter(f -> f.id().equals(form.name()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F1 | {fixed: product}",
                "F2 | {fixed: product}",
                "F3 | {fixed: random}",
                "F1 | {learned: {alpha: 0.6, proportionalGain: 0.5, presentationMs: 50, preTrainingEpochs: 2, epochsBetween: 1}}",
                "F2 | {learned: {alpha: 0.6, proportionalGain: 0.5, presentationMs: 50, preTrainingEpochs: 2, epochsBetween: 1}}",
            })
    void anAuditTrainsWhatAComparisonTrains(Form form, String feedback) {
        ExperimentFile file = small(form, feedback);
        try (LaneBlocks threads = new LaneBlocks(2)) {
            double[] accuracy =
                    compared(file.experiment(PRODUCT), form, threads).curve().test();
            VariantRun run = audited(file, threads).run();
            NetworkWeights weights = run.initial();
            run.preTrain(weights);
            assertThat(run.score(weights)).isEqualTo(accuracy[0]);
            assertThat(run.learn(weights)).isEqualTo(accuracy[2]);
        }
    }

    @ParameterizedTest
    @CsvSource({"F1", "F2", "F3"})
    void theFirstUpdateIsThatOfTheRun(Form form) {
        try (LaneBlocks threads = new LaneBlocks(2)) {
            AuditedNetwork audited = audited(small(form, "{fixed: product}"), threads);
            TrainingRun plain = new TrainingRun(audited.formulations(), audited.formulation(), audited.task(), threads);
            VariantRun run = audited.run();
            WeightUpdate asked = run.firstUpdate(run.initial());
            WeightUpdate learned = plain.firstUpdate(plain.initial());
            for (int l : List.of(0, 1)) {
                assertThat(asked.forward(l)).isEqualTo(learned.forward(l));
                assertThat(asked.bias(l)).isEqualTo(learned.bias(l));
            }
        }
    }
}

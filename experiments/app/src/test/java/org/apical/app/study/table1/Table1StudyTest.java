package org.apical.app.study.table1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apical.app.findings.Findings;
import org.apical.app.study.StudyContext;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** The short form on the embedded digits, with one seed. */
class Table1StudyTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();

    private static Map<String, Double> accuracies(Table1Plan plan, int threads) {
        try (LaneBlocks pool = new LaneBlocks(threads)) {
            Findings findings = new Table1Study().run(plan, new StudyContext(PRODUCT, pool, text -> {}));
            Map<String, Double> accuracies = new TreeMap<>();
            findings.measures().list().stream()
                    .filter(m -> m.quantity().equals("test_accuracy"))
                    .forEach(m ->
                            accuracies.put(m.at("data") + "/" + m.at("method") + "/seed_" + m.at("seed"), m.value()));
            return accuracies;
        }
    }

    /** Control teaches about as much as the gradient, with fixed and learned feedback; direct feedback alignment less. */
    @Test
    void controlLearnsAboutAsWellAsBackprop() {
        Map<String, Double> accuracy =
                accuracies(new Table1Plan(1, 1, 1, List.of(ImageSet.DIGITS), 32, 8, 2, 16, 12, 2, 512, 16), 2);
        double backprop = accuracy.get("digits/backprop/seed_1");
        assertThat(backprop).isGreaterThan(0.9);
        assertThat(accuracy.get("digits/DFC-SSA/fixed/seed_1")).isGreaterThan(backprop - 0.05);
        assertThat(accuracy.get("digits/DFC-SSA/learned/seed_1")).isGreaterThan(backprop - 0.08);
        assertThat(accuracy.get("digits/DFA/seed_1")).isLessThan(backprop - 0.05);
        // what a presentation ends in is close to what it averages, after as many epochs
        assertThat(accuracy.get("digits/DFC/fixed/seed_1"))
                .isBetween(
                        accuracy.get("digits/DFC-SS/fixed/seed_1") - 0.03,
                        accuracy.get("digits/DFC-SS/fixed/seed_1") + 0.03);
    }

    @Test
    void threadsChangeNoNumber() {
        Table1Plan plan = new Table1Plan(3, 1, 1, List.of(ImageSet.DIGITS), 8, 1, 1, 64, 1, 0, 32, 16);
        assertThat(accuracies(plan, 2)).isEqualTo(accuracies(plan, 1)).hasSize(ImageMethod.ALL.size());
    }

    /** The epoch is chosen by validation samples, not by those that are reported; a network that diverges has no accuracy. */
    @Test
    void theEpochIsChosenByValidation() {
        AccuracyCurve curve = new AccuracyCurve(
                new double[] {0.1, 0.8, 0.9, 0.9}, new double[] {0.1, 0.95, 0.85, 0.86}, new double[4]);
        assertThat(curve.best(3)).isEqualTo(2);
        assertThat(curve.chosen(3)).isEqualTo(0.85);
        assertThat(curve.chosen(1)).isEqualTo(0.95);
        assertThat(AccuracyCurve.of(curve.numbers()).test()).isEqualTo(curve.test());
        AccuracyCurve diverged = new AccuracyCurve(
                new double[] {0.1, 0.8, Double.NaN}, new double[] {0.1, 0.8, Double.NaN}, new double[3]);
        assertThat(diverged.chosen(2)).isNaN();
    }
}

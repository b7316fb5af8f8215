package org.apical.app.study.strong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.experiment.Learning.Update;
import org.apical.app.experiment.TargetDescription;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.StudyContext;
import org.apical.app.study.images.FeedbackEpochs;
import org.apical.app.study.images.ImageMethod;
import org.apical.app.study.images.ImagePlan;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.study.images.ImageSet;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** The short form on the embedded digits, with one seed. */
class StrongStudyTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final ImagePlan QUICK = new StrongStudy().plan(1, true);

    private static Findings found(ImagePlan plan, int threads) {
        try (LaneBlocks pool = new LaneBlocks(threads)) {
            return new StrongStudy().run(plan, new StudyContext(PRODUCT, pool, text -> {}));
        }
    }

    private static Map<String, Double> measured(Findings findings, String quantity) {
        Map<String, Double> measured = new TreeMap<>();
        findings.measures().list().stream()
                .filter(m -> m.quantity().equals(quantity))
                .forEach(m -> measured.put(m.at("method") + m.at("epoch"), m.value()));
        return measured;
    }

    /** Labels as targets teach what a nudge does, in two phases and in one; where nothing of Q was copied the update has less than a right angle to the gradient. */
    @Test
    void labelsTeachInTwoPhasesAndInOne() {
        Findings findings = found(QUICK.withSeeds(1), 2);
        Map<String, Double> accuracy = measured(findings, "test_accuracy");
        assertThat(accuracy.get("backprop")).isGreaterThan(0.9);
        assertThat(accuracy.get("Strong-DFC-SS/fixed")).isGreaterThan(accuracy.get("backprop") - 0.05);
        assertThat(accuracy.get("Strong-DFC-SS/learned")).isGreaterThan(accuracy.get("backprop") - 0.05);
        assertThat(accuracy.get("Strong-DFC/one phase/learned")).isGreaterThan(accuracy.get("backprop") - 0.1);
        assertThat(measured(findings, "angle_to_gradient").get("Strong-DFC/one phase/learned8"))
                .isBetween(10.0, 70.0);
        Table claims = (Table) findings.sections().get(0);
        assertThat(claims.rows()).hasSize(4);
        assertThat(claims.rows()).noneSatisfy(row -> assertThat(row.get(2)).contains("NaN"));
    }

    @Test
    void threadsChangeNoNumber() {
        List<Row> rows = QUICK.rows().stream()
                .map(row -> new Row(row.set(), row.method(), 1, 1))
                .toList();
        ImagePlan plan = new ImagePlan(3, rows, 16, 64, new FeedbackEpochs(8, 0, 512, 16));
        Map<String, Double> once = measured(found(plan, 1), "test_accuracy");
        assertThat(measured(found(plan, 2), "test_accuracy")).isEqualTo(once).hasSize(rows.size());
    }

    /** What the methods are: the target, when feedback learns, what of a presentation is learned from. */
    @Test
    void methodsDifferInWhatTheySay() {
        Experiment two = experiment(StrongStudy.TWO_PHASES);
        Experiment one = experiment(StrongStudy.ONE_PHASE);
        for (Experiment strong : List.of(two, one)) {
            assertThat(strong.learning().target()).isInstanceOfSatisfying(TargetDescription.Label.class, label -> {
                assertThat(label.on()).isEqualTo(0.9);
                assertThat(label.off()).isCloseTo(0.1, within(1e-12));
            });
        }
        assertThat(two.learning().update()).isEqualTo(Update.STEADY);
        assertThat(two.learning().feedback().learned().orElseThrow().phases()).isEqualTo(Phases.TWO);
        assertThat(one.learning().update()).isEqualTo(Update.AVERAGE);
        assertThat(one.learning().feedback().learned().orElseThrow().phases()).isEqualTo(Phases.ONE);
        assertThat(experiment(StrongStudy.FIXED).learning().feedback().learned())
                .isEmpty();
        assertThat(experiment(StrongStudy.DFC).learning().target()).isInstanceOf(TargetDescription.Nudge.class);
    }

    private static Experiment experiment(ImageMethod method) {
        return QUICK.network(QUICK.row(ImageSet.DIGITS, method).orElseThrow(), 0)
                .formulations(PRODUCT)
                .experiment();
    }
}

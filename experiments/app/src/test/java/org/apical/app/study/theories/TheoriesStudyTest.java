package org.apical.app.study.theories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.theories.TheoriesPlan.Budget;
import org.apical.app.study.theories.TheoriesPlan.Choice;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.task.CrossEntropy;
import org.apical.plasticity.training.Samples;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TheoriesStudyTest {
    private static final Lesson LESSON = new Lesson(ImageData.DIGITS, List.of(8, 8), Form.F1, 64, 1);
    private static final TheoriesPlan TINY = new TheoriesPlan(
            3, List.of(new Budget(LESSON, 2, new Choice(LESSON, 1, List.of(0.01)))), List.of(1, 2), List.of(Form.F2));

    private static Findings findings(int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new TheoriesStudy().run(TINY, new StudyContext(MatrixProduct.detect(), blocks, what -> {}));
        }
    }

    private static List<Measure> ofTheModel(Findings found) {
        return found.measures().list().stream()
                .filter(m -> !m.unit().equals("s"))
                .toList();
    }

    /** A row for each theory in every table, with bars over seeds; what equations demand holds; threads change nothing but times. */
    @Test
    void theoriesStandSideBySide() {
        Findings found = findings(2);
        List<Table> tables = found.sections().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
        assertThat(tables.get(0).heading()).isEqualTo(Claim.HEADING);
        assertThat(tables.subList(1, tables.size()))
                .allSatisfy(table -> assertThat(table.rows()).hasSize(Theory.values().length));
        assertThat(tables.stream().map(Table::heading)).contains("Depth");
        assertThat(tables.get(1).rows().get(0).get(1)).contains("±");
        assertThat(found.sections().stream().filter(LineChart.class::isInstance))
                .allSatisfy(chart -> assertThat(((LineChart) chart).series()).hasSizeLessThanOrEqualTo(6));
        Table needs = tables.stream()
                .filter(table -> table.heading().equals("What each needs"))
                .findFirst()
                .orElseThrow();
        assertThat(needs.rows().get(Theory.PHASELESS.ordinal())).contains("20.0 tau_v");
        assertThat(needs.rows().get(Theory.BACKPROP.ordinal()))
                .contains("not in time", "at every step: the error is sent through W^T");
        assertThat(found.checks()).hasSize(3).allMatch(Check::held);
        assertThat(ofTheModel(found)).allSatisfy(m -> assertThat(m.value()).isFinite());
        assertThat(ofTheModel(findings(1))).isEqualTo(ofTheModel(found));
    }

    /** A network that diverges is a finding, and no rate that is chosen. */
    @Test
    void networksThatDivergeAreNamed() {
        Map<Job, Learned> courses = new HashMap<>();
        Map<Theory, Double> rates = new EnumMap<>(Theory.class);
        for (Theory theory : Theory.values()) {
            Job job = new Job(theory, LESSON, 0.01, 3);
            courses.put(job, new Learned(job, new double[0]));
            rates.put(theory, 0.01);
            assertThat(courses.get(job).validation()).isNegative();
        }
        Budget budget = new Budget(LESSON, 1, new Choice(LESSON, 1, List.of(0.01)));
        TheoriesPlan plan = new TheoriesPlan(3, List.of(budget), List.of(), List.of());
        Findings found = new TheoriesFindings(
                        new TheoriesResult(plan, Map.of(budget, rates), courses, Map.of(), Map.of()),
                        MatrixProduct.detect())
                .findings();
        assertThat(((Table) found.sections().get(1)).rows().get(0).get(1)).contains("diverged (1 of 1)");
    }

    /** Every network of the whole study is an experiment. */
    @Test
    void everyTheoryLearnsEveryLesson() {
        TheoriesPlan plan = TheoriesPlan.of(1, false);
        assertThat(plan.whole()).isTrue();
        assertThat(TheoriesPlan.of(1, true).whole()).isFalse();
        assertThat(Studies.named("theories")).containsInstanceOf(TheoriesStudy.class);
        for (Theory theory : Theory.values()) {
            for (int depth : plan.depths()) {
                Lesson lesson = plan.digits().lesson().deep(depth);
                assertThat(new Job(theory, lesson, 0.01, 1)
                                .network()
                                .formulations(MatrixProduct.detect())
                                .network()
                                .layers())
                        .isEqualTo(depth + 1);
            }
        }
    }

    /** The slope of the loss along what is changed is its sum of absolute slopes; zero changes nothing. */
    @Test
    void attackedImagesRaiseTheLoss() {
        Formulations formulations =
                new Job(Theory.BACKPROP, LESSON, 0.01, 3).network().formulations(MatrixProduct.detect());
        NetworkWeights weights = formulations.initial();
        Samples images = formulations.experiment().task().test().range(0, 20);
        AdversarialImages attack = new AdversarialImages(formulations.network(), images);
        assertThat(attack.against(weights, 0).rates()).isDeepEqualTo(images.rates());
        double h = 1e-6;
        double up = loss(formulations, weights, attack.against(weights, h));
        double down = loss(formulations, weights, attack.against(weights, -h));
        double plain = loss(formulations, weights, images);
        assertThat(up).isGreaterThan(plain);
        // first order: as much down as up
        assertThat(plain - down).isCloseTo(up - plain, Offset.offset(1e-3 * (up - plain)));
        double[] moved = attack.against(weights, h).rates()[0];
        double range = moved[0] - images.rates()[0][0];
        for (int j = 0; j < moved.length; j++) {
            double[] other = images.rates()[0].clone();
            other[j] += Math.abs(range) * Math.signum(moved[j] - images.rates()[0][j]);
            Samples one = new Samples(new double[][] {other}, new int[] {images.labels()[0]});
            assertThat(loss(formulations, weights, one))
                    .isGreaterThan(loss(formulations, weights, images.select(new int[] {0})) - 1e-12);
        }
    }

    private static double loss(Formulations formulations, NetworkWeights weights, Samples images) {
        double[][] outputs = Arrays.stream(images.rates())
                .map(x -> SampleState.feedforward(formulations.network(), weights, x)
                        .output())
                .toArray(double[][]::new);
        return CrossEntropy.loss(outputs, images);
    }

    /** What an audit asks of a theory, on small trainings: a limit, or the reason why there is none. */
    @Test
    void toleranceIsThatOfAnAudit() {
        try (LaneBlocks blocks = new LaneBlocks(2)) {
            StudyContext context = new StudyContext(MatrixProduct.detect(), blocks, what -> {});
            Lesson lesson = new Lesson(ImageData.DIGITS, List.of(16), Form.F1, 600, 6);
            Tolerated backprop = Tolerated.of(new Job(Theory.BACKPROP, lesson, 0.03, 3), context);
            assertThat(backprop.words("noise")).isEqualTo("does not apply");
            assertThat(backprop.words("conductance")).isEqualTo("does not apply");
            assertThat(backprop.words("forward")).matches("0\\.\\d+ \\[.*\\]");
            assertThat(backprop.limit("forward").orElseThrow()).isBetween(0.02, 0.9);
            assertThat(backprop.limit("delay")).isEmpty();
        }
    }

    /** One task after the other: the last one is known at the end, and what is kept is no more than what was learned. */
    @Test
    void tasksAreLearnedOneAfterTheOther() {
        Lesson lesson = new Lesson(ImageData.DIGITS, List.of(16), Form.F1, 600, 8);
        SplitDigits split = SplitDigits.of(
                        SplitDigits.numbers(new Job(Theory.BACKPROP, lesson, 0.01, 3), MatrixProduct.detect()))
                .orElseThrow();
        assertThat(split.learned()).isGreaterThan(0.8);
        assertThat(split.kept()).isBetween(0.4, split.learned());
        assertThat(split.forgotten()).isPositive();
    }
}

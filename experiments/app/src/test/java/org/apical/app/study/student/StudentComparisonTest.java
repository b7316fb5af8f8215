package org.apical.app.study.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.findings.Measure;
import org.apical.app.study.Parts;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentComparison.Row;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.task.StudentTeacher;
import org.junit.jupiter.api.Test;

/** A brief comparison; that of the study is in experiments/docs/results/student.md. */
class StudentComparisonTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final StudentPlan.Size SIZE =
            new StudentPlan.Size(new StudentTeacher(15, List.of(30), 5, 3), 256, 100, 64, 2, 1, 8);

    private static final StudentPlan PLAN = new StudentPlan(5, 2, 1, List.of(0.05, 0.2), SIZE);

    private static List<Row> run(int threads, List<String> said, Parts parts) {
        try (LaneBlocks pool = new LaneBlocks(threads)) {
            return new StudentComparison(PLAN, new StudyContext(PRODUCT, pool, said::add, parts)).run();
        }
    }

    /** Parts as they are computed, by name. */
    private static Parts into(Map<String, double[]> kept) {
        return (name, part) -> {
            assertThat(kept).doesNotContainKey(name);
            double[] numbers = part.get();
            kept.put(name, numbers.clone());
            return numbers;
        };
    }

    private static List<Measure> measures(List<Row> rows) {
        return new StudentFindings(PLAN, rows).findings().measures().list();
    }

    @Test
    void threadsChangeNoNumberAndEveryMethodIsThere() {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Map<String, double[]> parts = new LinkedHashMap<>();
        List<Row> one = run(1, said, into(parts));
        List<Row> two = run(2, said, Parts.NONE);
        assertThat(one).extracting(Row::method).isEqualTo(StudentMethod.all());
        for (int c = 0; c < one.size(); c++) {
            Row row = one.get(c);
            assertThat(row.rate()).isEqualTo(two.get(c).rate()).isIn(0.05, 0.2);
            assertThat(row.curves()).hasSize(row.method().signal().overTime() ? 1 : 2);
            for (int k = 0; k < row.curves().size(); k++) {
                double[] loss = row.curves().get(k).loss();
                assertThat(loss).isEqualTo(two.get(c).curves().get(k).loss()).hasSize(3);
                // the same first weights
                assertThat(loss[0]).isEqualTo(one.get(0).curves().get(k).loss()[0]);
            }
            assertThat(row.conditions().isPresent())
                    .isEqualTo(row.method().signal().strong());
        }
        assertThat(one.get(0).relativeTo(one.get(0))).containsOnly(1);
        assertThat(one.get(0).curves().get(0).angle()).containsOnly(0);
        assertThat(said).anyMatch(s -> s.contains("learning rate")).anyMatch(s -> s.contains("test loss"));

        // stopped in the middle of the results, and gone on with from what was kept
        int stopped = parts.size() * 3 / 4;
        Map<String, double[]> left = new LinkedHashMap<>();
        Parts computed = into(left);
        List<String> kept = List.copyOf(parts.keySet()).subList(0, stopped);
        List<Row> resumed = run(
                1,
                new ArrayList<>(),
                (name, part) -> kept.contains(name) ? parts.get(name) : computed.numbers(name, part));
        assertThat(measures(resumed)).isEqualTo(measures(one));
        assertThat(left).hasSize(parts.size() - stopped);
    }

    /** Transported ones stay the transpose; fixed ones are left behind by W; learned ones begin anywhere and have had eight steps. */
    @Test
    void backwardWeightsDoWhatTheirFeedbackSays() {
        try (StudentTrial trial = new StudentTrial(4, SIZE, PRODUCT)) {
            assertThat(mismatch(trial, Feedback.TRANSPORTED)).isZero();
            assertThat(mismatch(trial, Feedback.FIXED)).isBetween(0.01, 1.0);
            assertThat(mismatch(trial, Feedback.LEARNED)).isGreaterThan(mismatch(trial, Feedback.FIXED));
        }
    }

    /** |S - W^T| relative to |W| of the second layer. */
    private static double mismatch(StudentTrial trial, Feedback feedback) {
        var w = trial.run(new StudentMethod(Signal.INVERSION, feedback), 0.1, (epochs, weights, direction) -> {})
                .weights();
        double off = 0;
        double size = 0;
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                off += Math.pow(w.backward(1)[j * 10 + i] - w.forward(1)[i * 10 + j], 2);
                size += Math.pow(w.forward(1)[i * 10 + j], 2);
            }
        }
        return Math.sqrt(off / size);
    }
}

package org.apical.app.study.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class FeedbackStudyTest {
    private static final FeedbackPlan TINY = new FeedbackPlan(4, 2, 32, 1e-2, 16, 1, 8, 1e-4, 5);

    private static Findings findings(int threads) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            StudyContext context = new StudyContext(MatrixProduct.detect(), blocks, what -> {});
            return new FeedbackStudy().run(TINY, context);
        }
    }

    @Test
    void everyFormulationInBothPhasesHasItsRowsItsLineAndItsCheck() {
        Findings one = findings(1);
        Table before = (Table) one.sections().get(0);
        assertThat(before.rows()).hasSize(3 * 2 * 2);
        assertThat(before.rows())
                .extracting(row -> row.get(0))
                .startsWith("F1, two phases, seed 4", "F1, two phases, seed 5", "F1, one phase, seed 4");
        assertThat(one.sections().get(2)).isInstanceOfSatisfying(LineChart.class, chart -> assertThat(chart.series())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.x()).containsExactly(0, 1)));
        assertThat(one.checks().stream().filter(Check::decided)).hasSize(6);
        // two angles of F1 and F2 in two phases, and that of F3 against F1 in both
        assertThat(one.checks().stream().filter(c -> !c.decided())).hasSize(4);
        assertThat(one.measures().list()).allSatisfy(m -> assertThat(m.value()).isFinite());
        // all start from the same weights
        assertThat(starts(one)).hasSize(12);
        assertThat(starts(one).stream().distinct()).hasSize(2);
        assertThat(findings(2).measures()).isEqualTo(one.measures());
    }

    private static List<Double> starts(Findings findings) {
        return findings.measures().list().stream()
                .filter(m -> m.quantity().equals("condition_two") && m.at("of").endsWith("epoch 0"))
                .map(Measure::value)
                .toList();
    }

    @Test
    void theWholeStudyPromisesWhatTheQuickOneCannot() {
        FeedbackPlan whole = FeedbackPlan.of(1, false);
        assertThat(whole.repetitions()).isEqualTo(3);
        assertThat(FeedbackPlan.of(1, true).samples()).isLessThan(whole.samples());
        assertThat(Studies.named("feedback")).containsInstanceOf(FeedbackStudy.class);
    }
}

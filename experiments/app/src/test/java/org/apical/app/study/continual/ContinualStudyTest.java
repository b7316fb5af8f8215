package org.apical.app.study.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.continual.ContinualPlan.Run;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class ContinualStudyTest {
    private static final ContinualSettings TINY =
            new ContinualSettings(List.of(8, 6), List.of(0.6, 0.5), 1, 16, 3e-3, 3e-3);

    private static Findings run(int threads) {
        List<Run> runs = List.of(
                new Run(ContinualProtocol.DOMAIN, ContinualMethod.BACKPROP, TINY),
                new Run(ContinualProtocol.DOMAIN, ContinualMethod.DFC, TINY),
                new Run(ContinualProtocol.DOMAIN, ContinualMethod.SPARSE, TINY));
        ContinualPlan plan = new ContinualPlan(5, 2, 200, 60, runs);
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            StudyContext context = new StudyContext(MatrixProduct.detect(), blocks, text -> {});
            return new ContinualStudy().run(plan, context);
        }
    }

    @Test
    void threadsChangeNoNumber() {
        Findings one = run(1);
        assertThat(run(2)).satisfies(found -> {
            assertThat(found.measures()).isEqualTo(one.measures());
            assertThat(found.checks()).isEqualTo(one.checks());
            Table table = (Table) found.sections().get(0);
            assertThat(table.rows()).hasSize(3);
            assertThat(table.rows().get(2).get(0)).isEqualTo("sparse DFC, rate 0.003");
            Set<String> names = new TreeSet<>();
            for (Measure measure : found.measures().list()) {
                names.add(measure.quantity() + " " + measure.at("of"));
                assertThat(measure.value()).isBetween(-1.0, 1.0);
            }
            assertThat(names)
                    .hasSameSizeAs(found.measures().list())
                    .contains("accuracy sparse/0.003/2/after_5/task_1", "overlap_of_targets dfc/0.003/1/hidden_2");
        });
    }

    @Test
    void itIsListed() {
        assertThat(Studies.named("continual")).isPresent();
        assertThat(ContinualPlan.of(1, true).runs())
                .allMatch(run -> !run.method().compartments());
        assertThat(ContinualPlan.of(1, false).runs())
                .anyMatch(run -> run.method().compartments());
    }
}

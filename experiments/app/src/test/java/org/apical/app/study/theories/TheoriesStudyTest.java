package org.apical.app.study.theories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Claim;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class TheoriesStudyTest {
    private static final TheoriesPlan TINY = new TheoriesPlan(3, 2, 64, 1, List.of(0.01));

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
        assertThat(tables.get(1).rows().get(0).get(1)).contains("±");
        assertThat(found.sections().stream().filter(LineChart.class::isInstance))
                .allSatisfy(chart -> assertThat(((LineChart) chart).series()).hasSizeLessThanOrEqualTo(6));
        assertThat(found.checks()).hasSize(3).allMatch(Check::held);
        assertThat(ofTheModel(found)).allSatisfy(m -> assertThat(m.value()).isFinite());
        assertThat(ofTheModel(findings(1))).isEqualTo(ofTheModel(found));
    }

    /** A network that diverges is a finding, and no rate that is chosen. */
    @Test
    void networksThatDivergeAreNamed() {
        Learned diverged = new Learned(Theory.CODING, 0.01, 0, new double[0]);
        assertThat(diverged.validation()).isNegative();
        Findings found =
                new TheoriesFindings(TINY, List.of(diverged), List.of(diverged), MatrixProduct.detect()).findings();
        assertThat(((Table) found.sections().get(1)).rows().get(0).get(1)).contains("1 diverged");
    }

    @Test
    void theWholeStudyIsListed() {
        assertThat(TheoriesPlan.of(1, false).whole()).isTrue();
        assertThat(TheoriesPlan.of(1, true).whole()).isFalse();
        assertThat(Studies.named("theories")).containsInstanceOf(TheoriesStudy.class);
    }
}

package org.apical.app.study.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Parts;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

class DynamicsStudyTest {
    private static Findings findings(DynamicsPlan plan, int threads, Parts parts) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new DynamicsStudy().run(plan, new StudyContext(MatrixProduct.detect(), blocks, what -> {}, parts));
        }
    }

    /** Every claim of the page, decided from the networks of the quick form. */
    @Test
    void everyClaimHoldsInTheQuickForm() {
        Findings found = findings(DynamicsPlan.of(1, true), 2, Parts.NONE);
        Table claims = (Table) found.sections().get(0);
        assertThat(claims.rows()).hasSize(10).allSatisfy(row -> assertThat(row).startsWith("holds"));
        assertThat(found.checks()).hasSize(6).allMatch(Check::held);
        // broad lines of targets beside outputs that end on them
        Panels outputs = (Panels) found.sections().get(1);
        outputs.panels().subList(0, 2).forEach(panel -> {
            for (int o = 0; o < 2; o++) {
                double[] r = panel.series().get(2 + o).y();
                double target = panel.series().get(o).y()[0];
                assertThat(Math.abs(r[r.length - 1] - target)).isLessThan(0.2 * Math.abs(r[0] - target));
            }
        });
        assertThat(((Panels) found.sections().get(3)).panels()).hasSize(6);
    }

    @Test
    void threadsChangeNothingAndWhatWasKeptIsNotRunAgain() {
        DynamicsPlan tiny = new DynamicsPlan(5, 2, 1, 400, 20, 1, 400);
        Map<String, double[]> kept = new LinkedHashMap<>();
        Findings one = findings(tiny, 1, (name, part) -> kept.computeIfAbsent(name, any -> part.get()));
        assertThat(kept).hasSize(5);
        assertThat(findings(tiny, 2, Parts.NONE).measures()).isEqualTo(one.measures());
        Findings resumed = findings(tiny, 2, (name, part) -> kept.get(name));
        assertThat(resumed.measures()).isEqualTo(one.measures());
    }

    /** The claims are decided by numbers: of a network that went elsewhere they do not hold. */
    @Test
    void whatTheEquationsDemandFailsWhereItIsNotMet() {
        double[] elsewhere = new double[Toy.Quantity.values().length];
        java.util.Arrays.fill(elsewhere, 2);
        elsewhere[Toy.Quantity.PREDICTED_F3.ordinal()] = 1;
        elsewhere[Toy.Quantity.DISPLACEMENT.ordinal()] = 0;
        DynamicsPlan tiny = new DynamicsPlan(5, 1, 1, 400, 20, 1, 400);
        MatrixProduct product = MatrixProduct.detect();
        Toy toy = new Toy(tiny, 5, product);
        ToyCourse course = toy.course(org.apical.app.experiment.Form.F1);
        Findings found = new DynamicsFindings(
                        tiny, Toy.network(product), 1, List.of(elsewhere), List.of(course, course, course), toy.ends())
                .findings();
        assertThat(((Table) found.sections().get(0)).rows())
                .allSatisfy(row -> assertThat(row).startsWith("does not hold"));
        assertThat(found.checks()).hasSize(6).allMatch(Check::failed);
        assertThat(Studies.named("dynamics")).containsInstanceOf(DynamicsStudy.class);
    }
}

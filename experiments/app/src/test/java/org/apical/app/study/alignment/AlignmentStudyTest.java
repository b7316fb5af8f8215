package org.apical.app.study.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
import org.apical.app.study.alignment.Aligned.Measured;
import org.apical.app.study.student.StudentCourses;
import org.apical.app.study.student.StudentPlan;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Reference;
import org.apical.plasticity.task.StudentTeacher;
import org.junit.jupiter.api.Test;

class AlignmentStudyTest {
    private static final AlignmentPlan TINY = new AlignmentPlan(
            new StudentCourses(
                    5, 2, 0.1, new StudentPlan.Size(new StudentTeacher(15, List.of(20), 5, 3), 128, 20, 64, 1, 1, 4)),
            1e-4);

    private static Findings findings(AlignmentPlan plan, int threads, Parts parts) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new AlignmentStudy().run(plan, new StudyContext(MatrixProduct.detect(), blocks, what -> {}, parts));
        }
    }

    private static List<String> claim(Findings found, String beginning) {
        return ((Table) found.sections().get(0))
                .rows().stream()
                        .filter(row -> row.get(1).startsWith(beginning))
                        .findFirst()
                        .orElseThrow();
    }

    /** What the brief students of the quick form already decide; the rest is of the whole study. */
    @Test
    void theQuickFormDecidesItsClaims() {
        Findings found = findings(AlignmentPlan.of(1, true), 2, Parts.NONE);
        for (String form : List.of("DFC", "DFC-SS", "DFC-SSA")) {
            for (String reference : List.of("minimum norm", "Gauss–Newton")) {
                List<String> closer = claim(found, form + ", fixed: closer to " + reference);
                // three students leave it open more often than not, which ten do not
                assertThat(closer.get(0)).isNotEqualTo("does not hold");
                assertThat(Double.parseDouble(closer.get(2).split(" ")[0])).isPositive();
            }
        }
        assertThat(claim(found, "Direct feedback alignment is farther")).startsWith("holds");
        assertThat(claim(found, "Every form of DFC descends")).startsWith("holds");
        assertThat(claim(found, "Condition 1 is met roughly")).startsWith("holds");
        assertThat(found.checks()).hasSize(2).allMatch(Check::held);
        // backprop asks for minus the gradient itself; layer by layer every method has three lines
        Panels gradient = (Panels) found.sections().get(4);
        assertThat(gradient.panels()).hasSize(2).allSatisfy(panel -> {
            assertThat(panel.series()).hasSize(5);
            assertThat(Arrays.stream(panel.series().get(0).y()).max().orElseThrow())
                    .isLessThan(1e-5);
        });
        assertThat(((Panels) found.sections().get(5)).panels())
                .hasSize(5)
                .allSatisfy(panel -> assertThat(panel.series()).hasSize(3));
    }

    @Test
    void threadsChangeNothingAndWhatWasKeptIsNotRunAgain() {
        Map<String, double[]> kept = new LinkedHashMap<>();
        Findings one = findings(TINY, 1, (name, part) -> kept.computeIfAbsent(name, any -> part.get()));
        assertThat(kept).hasSize(2 * AlignmentPlan.methods().size());
        assertThat(findings(TINY, 2, Parts.NONE).measures()).isEqualTo(one.measures());
        assertThat(findings(TINY, 2, (name, part) -> kept.get(name)).measures()).isEqualTo(one.measures());
        assertThat(Studies.named("alignment")).containsInstanceOf(AlignmentStudy.class);
    }

    /** Every number at the place from which it is read; where forms of DFC are no closer than backprop, no claim holds. */
    @Test
    void numbersDecideTheClaims() {
        double[] row = new double[Aligned.WIDTH];
        Arrays.setAll(row, k -> k);
        Measured read = new Measured(row);
        assertThat(read.angle(Reference.GAUSS_NEWTON)).isEqualTo(4);
        assertThat(read.angles(Reference.BACKPROP)).containsExactly(9, 10, 11);
        assertThat(read.loss()).isEqualTo(12);
        assertThat(read.nullSpace()).isEqualTo(17);
        assertThat(read.nullSpaces()).containsExactly(18, 19, 20);

        int methods = AlignmentPlan.methods().size();
        double[][][][] same = new double[2][methods][2][];
        for (int k = 0; k < 2; k++) {
            for (int m = 0; m < methods; m++) {
                double[] bad = new double[Aligned.WIDTH];
                Arrays.fill(bad, m == 0 ? 10 : m == 1 ? 20 : 90);
                Arrays.fill(same[k][m], bad);
            }
        }
        Findings found = new AlignmentFindings(TINY, same).findings();
        assertThat(((Table) found.sections().get(0)).rows())
                .filteredOn(r -> !r.get(1).startsWith("Feedback that learns on")
                        && !r.get(1).startsWith("Its updates"))
                .allSatisfy(r -> assertThat(r).startsWith("does not hold"));
        assertThat(found.checks()).hasSize(2).allMatch(Check::failed);
    }
}

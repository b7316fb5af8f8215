package org.apical.app.study.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Parts;
import org.apical.app.study.Studies;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentCourses;
import org.apical.app.study.student.StudentPlan;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.task.StudentTeacher;
import org.junit.jupiter.api.Test;

class StabilityStudyTest {
    private static final StabilityPlan TINY = new StabilityPlan(
            new StudentCourses(
                    5, 2, 0.1, new StudentPlan.Size(new StudentTeacher(15, List.of(20), 5, 3), 128, 20, 64, 1, 1, 4)),
            2,
            400);

    private static Findings findings(StabilityPlan plan, int threads, Parts parts) {
        try (LaneBlocks blocks = new LaneBlocks(threads)) {
            return new StabilityStudy().run(plan, new StudyContext(MatrixProduct.detect(), blocks, what -> {}, parts));
        }
    }

    /** Every claim of the page, decided from the students of the quick form. */
    @Test
    void everyClaimHoldsInTheQuickForm() {
        Findings found = findings(StabilityPlan.of(1, true), 2, Parts.NONE);
        assertThat(((Table) found.sections().get(0)).rows()).hasSize(8).allSatisfy(row -> assertThat(row)
                .startsWith("holds"));
        assertThat(found.checks()).hasSize(3).allMatch(Check::held);
        LineChart mean = (LineChart) found.sections().get(1);
        assertThat(mean.series()).hasSize(3);
        assertThat(Arrays.stream(mean.series().get(0).y()).max().orElseThrow()).isNegative();
        assertThat(Arrays.stream(mean.series().get(2).y()).min().orElseThrow()).isPositive();
    }

    @Test
    void threadsChangeNothingAndWhatWasKeptIsNotRunAgain() {
        Map<String, double[]> kept = new LinkedHashMap<>();
        Findings one = findings(TINY, 1, (name, part) -> kept.computeIfAbsent(name, any -> part.get()));
        assertThat(kept).hasSize(2 * 3);
        assertThat(findings(TINY, 2, Parts.NONE).measures()).isEqualTo(one.measures());
        assertThat(findings(TINY, 2, (name, part) -> kept.get(name)).measures()).isEqualTo(one.measures());
        assertThat(Studies.named("stability")).containsInstanceOf(StabilityStudy.class);
    }

    /** Loops that do the opposite of what their eigenvalues say. */
    @Test
    void loopsThatContradictTheirEigenvaluesFail() {
        int samples = TINY.courses().size().probed();
        double[][][][] opposite = new double[2][3][2][];
        for (int k = 0; k < 2; k++) {
            for (int m = 0; m < 3; m++) {
                for (int e = 0; e < 2; e++) {
                    double[] row = new double[Loops.EACH * samples];
                    for (int s = 0; s < samples; s++) {
                        // learned and fixed unstable, random stable in all samples but one
                        double eigenvalue = (m == 2 && s > 0 ? -1 : 1) * (1 + 0.1 * s + 0.01 * e);
                        row[Loops.EACH * s] = eigenvalue;
                        row[Loops.EACH * s + 1] = -eigenvalue;
                        row[Loops.EACH * s + 2] = eigenvalue > 0 ? 1 : 0;
                    }
                    opposite[k][m][e] = row;
                }
            }
        }
        Findings found = new StabilityFindings(TINY, opposite).findings();
        assertThat(((Table) found.sections().get(0)).rows())
                .allSatisfy(row -> assertThat(row).startsWith("does not hold"));
        assertThat(found.checks()).hasSize(3).allMatch(Check::failed);
    }
}

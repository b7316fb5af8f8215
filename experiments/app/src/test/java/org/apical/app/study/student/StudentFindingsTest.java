package org.apical.app.study.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.study.Studies;
import org.apical.app.study.student.StudentComparison.Row;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.app.study.student.StudentPlan.Size;
import org.apical.plasticity.reference.ControlConditions;
import org.apical.plasticity.task.StudentTeacher;
import org.junit.jupiter.api.Test;

class StudentFindingsTest {
    private static final StudentPlan PLAN = new StudentPlan(
            3, 2, 1, List.of(0.1), new Size(new StudentTeacher(15, List.of(20), 5, 3), 64, 10, 32, 1, 20, 4));

    private static StudentCurve curve(double last) {
        return new StudentCurve(new double[] {100, last}, new double[] {80, 40}, new double[] {0.5, 0.9}, 0.25);
    }

    private static Row row(StudentMethod method, double first, double second, double outside) {
        List<StudentCurve> curves =
                method.signal().overTime() ? List.of(curve(first)) : List.of(curve(first), curve(second));
        Optional<ControlConditions> conditions = method.signal().strong()
                ? Optional.of(new ControlConditions(0.7, outside, 1 + outside, 1, 0.2, -0.5, 1, 0))
                : Optional.empty();
        return new Row(method, 0.1, curves, conditions);
    }

    /** Backprop ends at 10 and 20, the others at {@code factor} times that. */
    private static Findings findings(double factor, double outside) {
        List<Row> rows = StudentMethod.all().stream()
                .map(c -> {
                    double f = c.signal() == Signal.BACKPROP ? 1 : factor;
                    return row(c, 10 * f, 20 * f, outside);
                })
                .toList();
        return new StudentFindings(PLAN, rows).findings();
    }

    @Test
    void lossesArePairedBySeed() {
        Findings findings = findings(1.05, 0);
        Section.Table table = (Section.Table) findings.sections().get(0);
        assertThat(table.rows()).hasSize(StudentMethod.all().size());
        assertThat(table.rows().get(3)).containsExactly("DFC-SS, fixed", "0.10", "2", "15.8", "1.050 ± 0.000", "25.00");
        assertThat(findings.measures().list())
                .filteredOn(m -> m.quantity().equals("test_loss_relative_to_backprop"))
                .filteredOn(m -> m.at("of").equals("DFC-SS/fixed/seed_4"))
                .singleElement()
                .satisfies(m -> assertThat(m.value()).isCloseTo(1.05, within(1e-12)));
        assertThat(((Section.Text) findings.sections().get(1)).text()).contains("Not: none");
    }

    @Test
    void everyPromiseThatIsBrokenFails() {
        assertThat(findings(1.05, 0).checks()).hasSize(16).allMatch(Check::held);
        assertThat(findings(6, 0.1).checks()).hasSize(16).noneMatch(Check::held);
        assertThat(((Section.Text) findings(1.2, 0).sections().get(1)).text()).contains("on average: none");
    }

    @Test
    void theStudyIsListed() {
        assertThat(Studies.named("student")).isPresent();
        assertThat(new StudentMethod(Signal.INVERSION, Feedback.TRANSPORTED).label())
                .isEqualTo("least control, inversion, transported");
    }
}

package org.apical.app.study;

import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.plasticity.study.StudentComparison;
import org.apical.plasticity.study.StudentComparison.Plan;
import org.apical.plasticity.study.StudentTrial.Size;
import org.apical.plasticity.task.StudentTeacher;

/** The student–teacher task (physics.md 8): DFC in its three forms, Strong-DFC and least control with fixed and learned feedback, beside backprop. */
final class StudentComparisonStudy implements Study {
    private static final List<Double> RATES = List.of(0.05, 0.1, 0.2, 0.4);

    @Override
    public String name() {
        return "student";
    }

    @Override
    public String summary() {
        return "test loss of DFC, Strong-DFC and least control, fixed and learned feedback, relative to backprop";
    }

    @Override
    public Plan settings(Bench bench) {
        if (bench.quick()) {
            Size size = new Size(new StudentTeacher(15, List.of(100), 5, 3), 512, 200, 64, 4, 4, 8);
            return new Plan(bench.seed(), 1, 1, List.of(0.1), size);
        }
        Size size = new Size(StudentTeacher.published(), 5000, 1000, 128, 8, 20, 32);
        return new Plan(bench.seed(), 5, 3, RATES, size);
    }

    @Override
    public Findings run(Bench bench) {
        Plan plan = settings(bench);
        return new StudentFindings(
                        plan, new StudentComparison(plan, bench.product()).run(bench.threads(), bench.progress()))
                .findings();
    }
}

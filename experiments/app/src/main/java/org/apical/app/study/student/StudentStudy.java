package org.apical.app.study.student;

import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;

/** The student–teacher task (physics.md 8): DFC in its three forms, Strong-DFC and least control with fixed and learned feedback, beside backprop. */
public final class StudentStudy extends Study<StudentPlan> {
    public StudentStudy() {
        super(
                "student",
                "test loss of DFC, Strong-DFC and least control, fixed and learned feedback, relative to backprop",
                new Origin("Meulemans et al. 2021, figure 3; 2022", 1),
                StudentPlan::of);
    }

    @Override
    public Findings run(StudentPlan plan, StudyContext context) {
        return new StudentFindings(plan, new StudentComparison(plan, context).run()).findings();
    }
}

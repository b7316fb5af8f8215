package org.apical.app.study.alignment;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.study.student.StudentCourses;
import org.apical.app.study.student.StudentMethod;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.app.study.student.StudentPlan;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.task.StudentTeacher;

/**
 * What the study {@code alignment} runs.
 *
 * @param courses of the students
 * @param smallNudge lambda within the linear range of the student, beside that of learning
 */
public record AlignmentPlan(StudentCourses courses, double smallNudge) {
    public AlignmentPlan {
        Require.positive("AlignmentPlan.smallNudge", smallNudge, "(dimensionless)");
    }

    /** Whole, or short. */
    static AlignmentPlan of(long seed, boolean quick) {
        StudentPlan.Size size = quick
                ? new StudentPlan.Size(new StudentTeacher(15, List.of(100), 5, 3), 1280, 200, 64, 3, 20, 16)
                : new StudentPlan.Size(StudentTeacher.published(), 5000, 1000, 128, 10, 20, 32);
        return new AlignmentPlan(new StudentCourses(seed, quick ? 3 : 10, 0.1, size), 1e-4);
    }

    /** Backprop and direct feedback alignment, then every form of DFC, fixed feedback first. */
    static List<StudentMethod> methods() {
        List<StudentMethod> methods = new ArrayList<>();
        methods.add(new StudentMethod(Signal.BACKPROP, Feedback.NONE));
        methods.add(new StudentMethod(Signal.DFA, Feedback.RANDOM));
        for (Feedback feedback : List.of(Feedback.FIXED, Feedback.LEARNED)) {
            for (Signal signal : List.of(Signal.DFC, Signal.DFC_SS, Signal.DFC_SSA)) {
                methods.add(new StudentMethod(signal, feedback));
            }
        }
        return methods;
    }
}

package org.apical.app.study.stability;

import java.util.List;
import org.apical.app.study.student.StudentCourses;
import org.apical.app.study.student.StudentMethod;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentMethod.Signal;
import org.apical.app.study.student.StudentPlan;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.task.StudentTeacher;

/**
 * What the study {@code stability} runs: students that learn by DFC-SS, whose steady states are computed, so that they learn whether or not a loop would settle there.
 *
 * @param courses of the students
 * @param dtMs step of simulated loops (ms; tau_u = 100 ms)
 * @param steps of a presentation
 */
public record StabilityPlan(StudentCourses courses, double dtMs, int steps) {
    public StabilityPlan {
        Require.positive("StabilityPlan.dtMs", dtMs, "ms");
        Require.atLeast("StabilityPlan.steps", steps, 100);
    }

    /** Whole, or short. */
    static StabilityPlan of(long seed, boolean quick) {
        StudentPlan.Size size = quick
                ? new StudentPlan.Size(new StudentTeacher(15, List.of(100), 5, 3), 1280, 200, 64, 3, 20, 8)
                : new StudentPlan.Size(StudentTeacher.published(), 5000, 1000, 128, 10, 20, 16);
        return new StabilityPlan(new StudentCourses(seed, quick ? 4 : 6, 0.1, size), 0.5, quick ? 4000 : 8000);
    }

    /** By where feedback comes from. */
    static List<StudentMethod> methods() {
        return List.of(
                new StudentMethod(Signal.DFC_SS, Feedback.LEARNED),
                new StudentMethod(Signal.DFC_SS, Feedback.FIXED),
                new StudentMethod(Signal.DFC_SS, Feedback.RANDOM));
    }
}

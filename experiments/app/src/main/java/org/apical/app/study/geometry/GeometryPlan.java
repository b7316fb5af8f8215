package org.apical.app.study.geometry;

import java.util.List;
import org.apical.app.study.student.StudentPlan;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.task.StudentTeacher;

/**
 * What the study {@code feedback-geometry} runs.
 *
 * @param firstSeed root seeds are this and the following
 * @param seeds how many networks
 * @param inputs of a network, one by one, in which conditions are set
 * @param shift of the output, its norm; small against the rates, since what is presynaptic to a layer moves with it
 * @param conditionTwo values that feedback is given
 * @param student whose feedback is learned from noise, and the probed samples of whose Jacobians principal components are found
 * @param steps of the presentation that is drawn
 */
public record GeometryPlan(
        long firstSeed,
        int seeds,
        int inputs,
        double shift,
        List<Double> conditionTwo,
        StudentPlan.Size student,
        int steps) {
    public GeometryPlan {
        conditionTwo = List.copyOf(conditionTwo);
        Require.atLeast("GeometryPlan.seeds", seeds, 1);
        Require.atLeast("GeometryPlan.inputs", inputs, 1);
        Require.positive("GeometryPlan.shift", shift, "(dimensionless)");
        Require.atLeast("GeometryPlan.steps", steps, 2);
    }

    /** Whole, or short. */
    static GeometryPlan of(long seed, boolean quick) {
        List<Double> values = List.of(0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0);
        return quick
                ? new GeometryPlan(
                        seed,
                        4,
                        8,
                        1e-6,
                        values,
                        new StudentPlan.Size(new StudentTeacher(15, List.of(100), 5, 3), 2560, 10, 128, 0, 30, 64),
                        250)
                : new GeometryPlan(
                        seed,
                        10,
                        20,
                        1e-6,
                        values,
                        new StudentPlan.Size(StudentTeacher.published(), 5000, 10, 128, 0, 20, 128),
                        250);
    }
}

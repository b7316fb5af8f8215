package org.apical.app.study.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentNetwork;
import org.apical.app.study.student.StudentTrial;
import org.apical.network.control.ControllerParams;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** What is it that feedback has to satisfy, and what becomes of potentials and updates where it does not (Meulemans et al. 2021, figure 2)? */
public final class GeometryStudy extends Study<GeometryPlan> {
    /** Values of condition 2 whose presentations are drawn. */
    static final List<Double> SHOWN = List.of(1.0, 0.8, 0.4);

    public GeometryStudy() {
        super(
                "feedback-geometry",
                "feedback in and outside the row space of J: principal components, ways of potentials, updates under conditions 1 and 2",
                new Origin("Meulemans et al. 2021, figure 2", 1),
                GeometryPlan::of);
    }

    @Override
    public Findings run(GeometryPlan plan, StudyContext context) {
        List<double[]> conditions = context.each(plan.seeds(), k -> {
            long seed = plan.firstSeed() + k;
            context.progress().accept("conditions, seed " + seed);
            return context.parts().numbers("conditions, seed " + seed, () -> new Conditions(plan, seed).numbers());
        });
        List<RowSpace.Student> students = context.each(plan.seeds(), k -> {
            long seed = plan.firstSeed() + k;
            context.progress().accept("student of seed " + seed);
            return RowSpace.Student.of(context.parts().numbers("student, seed " + seed, () -> {
                try (StudentTrial trial = new StudentTrial(seed, plan.student(), context.product())) {
                    return RowSpace.measured(plan, trial, context.product()).numbers();
                }
            }));
        });
        Plane plane = Plane.of(context.parts().numbers("plane", () -> {
            try (StudentTrial trial = new StudentTrial(plan.firstSeed(), plan.student(), context.product())) {
                return Plane.of(trial).numbers();
            }
        }));
        List<Way> ways = SHOWN.stream()
                .map(value ->
                        Way.of(context.parts().numbers("way, condition 2 " + value, () -> way(plan, value, context)
                                .numbers())))
                .toList();
        return new GeometryFindings(
                        plan,
                        conditions,
                        students,
                        plane,
                        ways,
                        fast(context).timing().dtOverTauU())
                .findings();
    }

    /** The student under integral control, neurons at rest in every step: the loop has no lag but its own. */
    private static RateFormulation fast(StudyContext context) {
        RateFormulation student = new StudentNetwork(context.product()).forward();
        ControllerParams law = new StudentNetwork(context.product()).law();
        return RateFormulation.of(
                student.network(),
                student.timing(),
                new ControllerParams(law.leakAlpha(), 0, law.leak()),
                student.timing().dtOverTauU(),
                context.product());
    }

    private static Way way(GeometryPlan plan, double conditionTwo, StudyContext context) {
        Conditioned at = new Conditions(plan, plan.firstSeed()).shown(conditionTwo);
        RandomGenerator random = new RandomStreams(plan.firstSeed()).stream(Purpose.STIMULUS, 1, 0);
        double[] delta = new double[at.network().outputs()];
        Arrays.setAll(delta, o -> plan.shift() * random.nextGaussian());
        return Way.of(at, fast(context), delta, plan.steps());
    }
}

package org.apical.app.study.images;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.Course;
import org.apical.app.study.StudyContext;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.task.Task;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.training.Samples;

/**
 * A network that has learned.
 *
 * @param repetition which of the seeds of its row, from 0 on
 */
public record ImageCell(Row row, int repetition, ScoreCurve curve) {

    /** Every row and repetition of a plan. */
    public static List<ImageCell> learn(ImagePlan plan, StudyContext context) {
        List<ImageCell> cells = new ArrayList<>();
        for (Row row : plan.rows()) {
            for (int repetition = 0; repetition < row.seeds(); repetition++) {
                cells.add(new ImageCell(row, repetition, ScoreCurve.NONE));
            }
        }
        return context.each(cells.size(), k -> cells.get(k).learned(plan, context));
    }

    private ImageCell learned(ImagePlan plan, StudyContext context) {
        String name = row.set().title() + ", " + row.method().label() + ", seed " + (plan.firstSeed() + repetition);
        context.progress().accept(name);
        return new ImageCell(row, repetition, ScoreCurve.of(context.parts().numbers(name, () -> curve(plan, context)
                .numbers())));
    }

    private ScoreCurve curve(ImagePlan plan, StudyContext context) {
        Formulations formulations = plan.network(row, repetition).formulations(context.product());
        Goal goal = row.set().goal();
        double[][] course = Course.of(formulations, Form.F1, run -> {
            Task task = run.task();
            Samples probed = run.firstBatch();
            GradientSignal gradient = new GradientSignal(
                    formulations.network(),
                    Descent.towards(formulations.experiment().learning().target()),
                    context.product());
            return List.of(
                    live -> goal.validation(run, task, live),
                    live -> goal.result(run, task, live),
                    live -> run.firstUpdate(live).angleDegrees(gradient.direction(live, probed, 0)));
        });
        return new ScoreCurve(course[0], course[1], course[2]);
    }
}

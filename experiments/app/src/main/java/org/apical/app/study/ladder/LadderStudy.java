package org.apical.app.study.ladder;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.ladder.LadderFindings.Point;

/** How far F2 and F3 are from F1, and how far they should be: steady states, time courses and updates against everything that tells neurons from rates (physics.md 5.6). */
public final class LadderStudy extends Study<LadderPlan> {
    public LadderStudy() {
        super(
                "ladder",
                "F2 and F3 beside F1: errors of steady state, time course and update, measured and predicted, against N, T, dendrites, coupling and noise",
                new Origin("ours", 6),
                LadderPlan::of);
    }

    @Override
    public Findings run(LadderPlan plan, StudyContext context) {
        List<Point> points = new ArrayList<>();
        for (Rung rung : Rung.all()) {
            List<Double> values = rung.values().apply(plan);
            for (int k = values.size() - 1; k >= 0; k--) {
                for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
                    points.add(new Point(rung, values.get(k), repetition, new double[0]));
                }
            }
        }
        Rungs rungs = new Rungs(plan, context.product());
        return new LadderFindings(plan, context.each(points.size(), k -> measured(points.get(k), rungs, context)))
                .findings();
    }

    private static Point measured(Point point, Rungs rungs, StudyContext context) {
        String name =
                point.rung().id() + " " + point.x() + ", seed " + (rungs.plan().firstSeed() + point.repetition());
        context.progress().accept(name);
        return point.with(context.parts()
                .numbers(name, () -> point.rung().measurement().of(rungs, point.x(), point.repetition())));
    }
}

package org.apical.app.study.window;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.window.WindowFindings.Accuracy;
import org.apical.app.study.window.WindowFindings.Cosines;

/** May a synapse learn from the moment an image appears, or does it have to wait until the network has settled? */
public final class WindowStudy extends Study<WindowPlan> {
    public WindowStudy() {
        super(
                "learning-window",
                "updates averaged from the onset of the stimulus against updates after a lag, in F1, F2 and F3: direction and accuracy",
                new Origin("ours", 6),
                WindowPlan::of);
    }

    @Override
    public Findings run(WindowPlan plan, StudyContext context) {
        WindowRun run = new WindowRun(plan, context.product());
        int seeds = plan.repetitions();
        List<Arm> arms = Arm.all(plan);
        List<Cosines> cosines = context.each(arms.size() * seeds, k -> {
            Arm arm = arms.get(k / seeds);
            String name = named("updates " + arm.id(), plan, k % seeds, context);
            return new Cosines(arm, k % seeds, context.parts().numbers(name, () -> run.cosines(arm, k % seeds)));
        });
        List<Accuracy> learned = new ArrayList<>();
        for (Arm arm : arms) {
            for (double lag : plan.learnedMs()) {
                for (int repetition = 0; repetition < seeds; repetition++) {
                    learned.add(new Accuracy(arm, lag, repetition, Double.NaN));
                }
            }
        }
        List<Accuracy> accuracies = context.each(learned.size(), k -> {
            Accuracy to = learned.get(k);
            String name = named("learning " + to.arm().id() + " " + to.lagMs(), plan, to.repetition(), context);
            return to.with(context.parts().numbers(name, () -> run.accuracy(to.arm(), to.lagMs(), to.repetition()))[0]);
        });
        return new WindowFindings(plan, cosines, accuracies).findings();
    }

    private static String named(String what, WindowPlan plan, int repetition, StudyContext context) {
        String name = what + ", seed " + (plan.firstSeed() + repetition);
        context.progress().accept(name);
        return name;
    }
}

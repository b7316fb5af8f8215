package org.apical.app.study.window;

import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.study.StudyNetwork;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.update.WeightUpdate;

/** What one network learns from windows of its presentations. */
record WindowRun(WindowPlan plan, MatrixProduct product) {
    private static final String FROM = "learning.fromMs";

    private StudyNetwork network(Arm arm, double lagMs, int repetition) {
        return plan.network(arm.nudge(), repetition)
                .with("learning.rule", arm.rule())
                .with(FROM, lagMs)
                .with("formulations", "[" + arm.form() + "]");
    }

    /** Of the first batch, for each lag: cosine of the update to the settled one of F1, then that to minus the gradient. */
    double[] cosines(Arm arm, int repetition) {
        WeightUpdate settled = reference(arm, "learning.update", "steady", repetition);
        WeightUpdate gradient = reference(arm, "learning.method", "backprop", repetition);
        double[] cosines = new double[2 * plan.lagsMs().size()];
        for (int k = 0; k < plan.lagsMs().size(); k++) {
            WeightUpdate update = first(
                    network(arm, plan.lagsMs().get(k), repetition).with("learning.batch", plan.batch()), arm.form());
            cosines[2 * k] = update.cosine(settled);
            cosines[2 * k + 1] = update.cosine(gradient);
        }
        return cosines;
    }

    private WeightUpdate reference(Arm arm, String key, String value, int repetition) {
        return first(
                plan.network(arm.nudge(), repetition)
                        .with("formulations", "[F1]")
                        .with("learning.batch", plan.batch())
                        .with(key, value),
                Form.F1);
    }

    private WeightUpdate first(StudyNetwork variant, Form form) {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            TrainingRun run = run(variant, form, thread);
            return run.firstUpdate(run.initial());
        }
    }

    private TrainingRun run(StudyNetwork variant, Form form, LaneBlocks thread) {
        Formulations formulations = variant.formulations(product);
        Task task = formulations.experiment().task();
        return new TrainingRun(formulations, formulations.of(form), task, thread);
    }

    /** Accuracy on held-out samples after learning. */
    double[] accuracy(Arm arm, double lagMs, int repetition) {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            TrainingRun run = run(network(arm, lagMs, repetition), arm.form(), thread);
            NetworkWeights weights = run.initial();
            run.learn(weights, TrainingRun.Observer.NONE);
            return new double[] {run.score(weights)};
        }
    }
}

package org.apical.app.study;

import java.util.Arrays;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.FeedbackPlan.Arm;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.study.FeedbackStudy;
import org.apical.plasticity.study.StudentFeedback;
import org.apical.plasticity.study.StudentSettings;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.task.StudentTeacher;

/** Does noise bring feedback that was drawn at random to where the theory wants it, in rates, compartments and spikes? The published student, forward weights at rest. */
final class FeedbackLearning implements Study {
    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public String summary() {
        return "feedback weights that learn from noise, in F1, F2 and F3, in two phases and in one";
    }

    @Override
    public Object settings(Bench bench) {
        return FeedbackPlan.of(bench.seed(), bench.quick());
    }

    @Override
    public Findings run(Bench bench) {
        return run(FeedbackPlan.of(bench.seed(), bench.quick()), bench);
    }

    static Findings run(FeedbackPlan plan, Bench bench) {
        List<Arm> arms = plan.arms();
        int repetitions = plan.repetitions();
        bench.progress().accept("samples of " + repetitions + " teachers");
        Regression[] tasks = new Regression[repetitions];
        bench.threads()
                .run(
                        LaneBlocks.cut(repetitions, 1),
                        block -> tasks[block.index()] = StudentTeacher.published()
                                .samples(0, plan.samples(), streams(plan, block.index()), bench.product()));
        Alignment[][][] courses = new Alignment[arms.size()][repetitions][];
        bench.threads().run(LaneBlocks.cut(arms.size() * repetitions, 1), block -> {
            int arm = block.index() / repetitions;
            int repetition = block.index() % repetitions;
            bench.progress().accept(arms.get(arm).title() + ", seed " + (plan.firstSeed() + repetition));
            courses[arm][repetition] = course(plan, arms.get(arm), tasks[repetition], streams(plan, repetition), bench)
                    .toArray(Alignment[]::new);
        });
        List<List<List<Alignment>>> listed = Arrays.stream(courses)
                .map(arm -> Arrays.stream(arm).map(List::of).toList())
                .toList();
        return new FeedbackFindings(plan, bench.quick(), listed).findings();
    }

    private static RandomStreams streams(FeedbackPlan plan, int repetition) {
        return new RandomStreams(plan.firstSeed() + repetition);
    }

    /** Every arm starts from the same weights, sees the same samples in the same order, and F2 and F3 the same noise. */
    private static List<Alignment> course(
            FeedbackPlan plan, Arm arm, Regression task, RandomStreams streams, Bench bench) {
        NetworkWeights weights = NetworkWeights.draw(StudentTeacher.student(), streams);
        weights.setFeedbackToRandom(StudentTeacher.student(), streams);
        AlignmentProbe probe = StudentSettings.probe(task, plan.probes(), plan.stepsize());
        Formulation quiet = plan.quiet(arm, bench.product());
        FeedbackStudy.Settings settings = StudentFeedback.settings(quiet, arm.onePhase())
                .during(plan.learningRate(), plan.batch(), plan.epochs());
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return new FeedbackStudy(quiet, settings, probe, streams, bench.product()).run(weights, task, thread);
        }
    }
}

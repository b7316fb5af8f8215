package org.apical.app.study.feedback;

import java.util.Arrays;
import java.util.List;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.feedback.FeedbackPlan.Arm;
import org.apical.app.study.student.StudentNetwork;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.AlignmentProbe;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;

/** Does noise bring feedback that was drawn at random to where the theory wants it, in rates, compartments and spikes? The published student, forward weights at rest. */
public final class FeedbackStudy implements Study<FeedbackPlan> {
    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public String summary() {
        return "feedback weights that learn from noise, in F1, F2 and F3, in two phases and in one";
    }

    @Override
    public FeedbackPlan plan(long seed, boolean quick) {
        return FeedbackPlan.of(seed, quick);
    }

    @Override
    public Findings run(FeedbackPlan plan, StudyContext context) {
        List<Arm> arms = plan.arms();
        int repetitions = plan.repetitions();
        context.progress().accept("samples of " + repetitions + " teachers");
        Samples[] tasks = new Samples[repetitions];
        context.threads()
                .run(
                        LaneBlocks.cut(repetitions, 1),
                        block -> tasks[block.index()] = StudentTeacher.published()
                                .samples(0, plan.samples(), streams(plan, block.index()), context.product()));
        Alignment[][][] courses = new Alignment[arms.size()][repetitions][];
        context.threads().run(LaneBlocks.cut(arms.size() * repetitions, 1), block -> {
            Arm arm = arms.get(block.index() / repetitions);
            int repetition = block.index() % repetitions;
            context.progress().accept(arm.title() + ", seed " + (plan.firstSeed() + repetition));
            courses[block.index() / repetitions][repetition] = course(
                            plan, arm, tasks[repetition], streams(plan, repetition), context)
                    .toArray(Alignment[]::new);
        });
        List<List<List<Alignment>>> listed = Arrays.stream(courses)
                .map(arm -> Arrays.stream(arm).map(List::of).toList())
                .toList();
        return new FeedbackFindings(plan, listed).findings();
    }

    private static RandomStreams streams(FeedbackPlan plan, int repetition) {
        return new RandomStreams(plan.firstSeed() + repetition);
    }

    /** Every arm starts from the same weights, sees the same samples in the same order, and F2 and F3 the same noise. */
    private static List<Alignment> course(
            FeedbackPlan plan, Arm arm, Samples task, RandomStreams streams, StudyContext context) {
        Formulations formulations = plan.network(arm).formulations(context.product());
        NetworkWeights weights = NetworkWeights.drawWithRandomFeedback(formulations.network(), streams);
        AlignmentProbe probe = new StudentNetwork(context.product()).probe(task, plan.probes(), plan.stepsize());
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return new FeedbackRun(formulations, arm.formulation(), probe, streams).run(weights, task, thread);
        }
    }
}

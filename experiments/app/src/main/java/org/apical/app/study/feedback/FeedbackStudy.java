package org.apical.app.study.feedback;

import java.util.List;
import org.apical.app.compare.AlignmentRow;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.feedback.FeedbackFindings.Course;
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
public final class FeedbackStudy extends Study<FeedbackPlan> {
    public FeedbackStudy() {
        super(
                "feedback",
                "feedback weights that learn from noise, in F1, F2 and F3, in two phases and in one",
                new Origin("Meulemans et al. 2021, feedback learning", 1),
                FeedbackPlan::of);
    }

    @Override
    public Findings run(FeedbackPlan plan, StudyContext context) {
        List<Arm> arms = plan.arms();
        int repetitions = plan.repetitions();
        context.progress().accept("samples of " + repetitions + " teachers");
        List<Samples> tasks = context.each(repetitions, repetition -> StudentTeacher.published()
                .samples(0, plan.samples(), streams(plan, repetition), context.product()));
        List<Course> courses = context.each(arms.size() * repetitions, k -> {
            Arm arm = arms.get(k / repetitions);
            int repetition = k % repetitions;
            long seed = plan.firstSeed() + repetition;
            String name = arm.title() + ", seed " + seed;
            context.progress().accept(name);
            double[] rows = context.parts()
                    .numbers(
                            k + ": " + name,
                            () -> AlignmentRow.all(
                                    measured(plan, arm, tasks.get(repetition), streams(plan, repetition), context)));
            return new Course(arm, seed, AlignmentRow.alignments(rows));
        });
        return new FeedbackFindings(plan, courses).findings();
    }

    private static RandomStreams streams(FeedbackPlan plan, int repetition) {
        return new RandomStreams(plan.firstSeed() + repetition);
    }

    /** Every arm starts from the same weights, sees the same samples in the same order, and F2 and F3 the same noise. */
    private static List<Alignment> measured(
            FeedbackPlan plan, Arm arm, Samples task, RandomStreams streams, StudyContext context) {
        Formulations formulations = plan.network(arm).formulations(context.product());
        NetworkWeights weights = NetworkWeights.drawWithRandomFeedback(formulations.network(), streams);
        AlignmentProbe probe = new StudentNetwork(context.product()).probe(task, plan.probes(), plan.stepsize());
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return new FeedbackRun(formulations, arm.formulation(), probe, streams).run(weights, task, thread);
        }
    }
}

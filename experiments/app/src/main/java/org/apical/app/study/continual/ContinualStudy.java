package org.apical.app.study.continual;

import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.continual.ContinualPlan.Run;
import org.apical.app.task.Digits;
import org.apical.app.task.Task;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;

/** Does activity regularisation, sparse targets and plastic lateral synapses, protect what was learned before (Lässig et al. 2023)? Split digits, five tasks of two classes. */
public final class ContinualStudy extends Study<ContinualPlan> {
    public ContinualStudy() {
        super(
                "continual",
                "tasks one after the other: do sparse targets and plastic lateral synapses reduce forgetting?",
                ContinualPlan::of);
    }

    /** Every repetition draws its own split, weights and order, the same for all kinds of runs. */
    @Override
    public Findings run(ContinualPlan plan, StudyContext context) {
        int repetitions = plan.repetitions();
        ContinualResult[][] results = new ContinualResult[plan.runs().size()][repetitions];
        context.threads().run(LaneBlocks.cut(plan.runs().size() * repetitions, 1), block -> {
            Run run = plan.runs().get(block.index() / repetitions);
            int repetition = block.index() % repetitions;
            context.progress().accept(run.title() + ", repetition " + (repetition + 1));
            RandomStreams streams = new RandomStreams(plan.firstSeed() + repetition);
            Task split = new Digits(plan.train(), plan.test()).task(streams);
            ContinualRun learning =
                    new ContinualRun(run.settings(), run.protocol(), split.train(), split.test(), context.product());
            results[block.index() / repetitions][repetition] = learning.run(run.method(), streams);
        });
        return new ContinualFindings(plan, results).findings();
    }
}

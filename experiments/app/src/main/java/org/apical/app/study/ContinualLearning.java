package org.apical.app.study;

import org.apical.app.findings.Findings;
import org.apical.app.study.ContinualPlan.Run;
import org.apical.app.task.Digits;
import org.apical.app.task.Task;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.study.ContinualResult;
import org.apical.plasticity.study.ContinualStudy;

/** Does activity regularisation, sparse targets and plastic lateral synapses, protect what was learned before (Lässig et al. 2023)? Split digits, five tasks of two classes. */
final class ContinualLearning implements Study {
    @Override
    public String name() {
        return "continual";
    }

    @Override
    public String summary() {
        return "tasks one after the other: do sparse targets and plastic lateral synapses reduce forgetting?";
    }

    @Override
    public Object settings(Bench bench) {
        return ContinualPlan.of(bench.seed(), bench.quick());
    }

    @Override
    public Findings run(Bench bench) {
        return run(ContinualPlan.of(bench.seed(), bench.quick()), bench);
    }

    /** Every repetition draws its own split, weights and order, the same for all kinds of runs. */
    static Findings run(ContinualPlan plan, Bench bench) {
        int repetitions = plan.repetitions();
        ContinualResult[][] results = new ContinualResult[plan.runs().size()][repetitions];
        bench.threads().run(LaneBlocks.cut(plan.runs().size() * repetitions, 1), block -> {
            Run run = plan.runs().get(block.index() / repetitions);
            int repetition = block.index() % repetitions;
            bench.progress().accept(run.title() + ", repetition " + (repetition + 1));
            RandomStreams streams = new RandomStreams(plan.firstSeed() + repetition);
            Task split = new Digits(plan.train(), plan.test()).task(streams);
            ContinualStudy study =
                    new ContinualStudy(run.settings(), run.protocol(), split.train(), split.test(), bench.product());
            results[block.index() / repetitions][repetition] = study.run(run.method(), streams);
        });
        return new ContinualFindings(plan, results).findings();
    }
}

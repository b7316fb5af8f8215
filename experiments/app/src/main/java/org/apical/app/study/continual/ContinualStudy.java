package org.apical.app.study.continual;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.continual.ContinualFindings.Learned;
import org.apical.app.study.continual.ContinualPlan.Run;
import org.apical.app.task.Digits;
import org.apical.app.task.Split;
import org.apical.app.task.Task;
import org.apical.neuron.random.RandomStreams;

/** Does activity regularisation, sparse targets and plastic lateral synapses, protect what was learned before (Lässig et al. 2023)? Split digits, five tasks of two classes. */
public final class ContinualStudy extends Study<ContinualPlan> {
    public ContinualStudy() {
        super(
                "continual",
                "tasks one after the other: do sparse targets and plastic lateral synapses reduce forgetting?",
                new Origin("Lässig et al. 2023", 1.5),
                ContinualPlan::of);
    }

    /** Every repetition draws its own split, weights and order, the same for all kinds of runs. */
    @Override
    public Findings run(ContinualPlan plan, StudyContext context) {
        int repetitions = plan.repetitions();
        List<ContinualResult> networks = context.each(plan.runs().size() * repetitions, k -> {
            Run run = plan.runs().get(k / repetitions);
            int repetition = k % repetitions;
            String name = run.title() + ", repetition " + (repetition + 1);
            context.progress().accept(name);
            return ContinualResult.of(
                    context.parts().numbers(k + ": " + name, () -> learned(plan, run, repetition, context)
                            .numbers()));
        });
        List<Learned> learned = new ArrayList<>();
        for (Run run : plan.runs()) {
            int first = learned.size() * repetitions;
            learned.add(new Learned(run, networks.subList(first, first + repetitions)));
        }
        return new ContinualFindings(plan, learned).findings();
    }

    private static ContinualResult learned(ContinualPlan plan, Run run, int repetition, StudyContext context) {
        RandomStreams streams = new RandomStreams(plan.firstSeed() + repetition);
        Task split = new Digits(Split.of(plan.train(), plan.test())).task(streams);
        return new ContinualRun(
                        run.settings(),
                        run.protocol(),
                        split.train().all(),
                        split.test().all(),
                        context.product())
                .run(run.method(), streams);
    }
}

package org.apical.app.study.instructive;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;

/** Whose dendrites tell a neuron's causal role, as an experimenter would see it: signals of two groups of neurons with opposite effect on an output, by feedback (after Francioni et al. 2026). */
public final class InstructiveStudy extends Study<InstructivePlan> {
    public InstructiveStudy() {
        super(
                "instructive-signals",
                "residual dendritic calcium of neurons with opposite effect on an output, by feedback; how many neurons and trials show it; learning without it",
                new Origin("after Francioni et al., Nature 2026, doi 10.1038/s41586-026-10190-7", 4),
                InstructivePlan::of);
    }

    /** A network with one kind of feedback, and what it showed. */
    record Shown(CausalFeedback feedback, Responses responses) {}

    @Override
    public Findings run(InstructivePlan plan, StudyContext context) {
        CausalFeedback[] kinds = CausalFeedback.values();
        List<Shown> shown = new ArrayList<>(context.each(plan.networks() * kinds.length, k -> {
            CausalFeedback feedback = kinds[k % kinds.length];
            long seed = plan.firstSeed() + k / kinds.length;
            String name = "feedback " + feedback.label() + ", seed " + seed;
            context.progress().accept(name);
            double[] numbers = context.parts().numbers(name, () -> {
                try (InstructiveNetwork network = new InstructiveNetwork(plan, feedback, seed, context.product())) {
                    return Responses.of(network, plan).numbers();
                }
            });
            return new Shown(feedback, Responses.of(numbers, plan));
        }));
        return new InstructiveFindings(plan, shown).findings();
    }
}

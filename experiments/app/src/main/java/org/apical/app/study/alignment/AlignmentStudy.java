package org.apical.app.study.alignment;

import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;

/** Do updates of DFC stay close to minimum norm and Gauss–Newton while a student learns, and closer than others do (Meulemans et al. 2021, figure 3)? */
public final class AlignmentStudy extends Study<AlignmentPlan> {
    public AlignmentStudy() {
        super(
                "alignment",
                "angles of DFC, DFA and backprop to minimum norm, Gauss–Newton and the gradient over training, layer by layer, and the conditions",
                new Origin("Meulemans et al. 2021, figure 3", 2),
                AlignmentPlan::of);
    }

    @Override
    public Findings run(AlignmentPlan plan, StudyContext context) {
        double[][][][] found = plan.courses()
                .run(
                        AlignmentPlan.methods(),
                        trial -> new Aligned(trial, plan.smallNudge(), context.product()),
                        Aligned.WIDTH,
                        context);
        return new AlignmentFindings(plan, found).findings();
    }
}

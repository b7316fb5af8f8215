package org.apical.app.study.stability;

import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.student.StudentNetwork;
import org.apical.network.formulation.RateFormulation;

/** Does the loop stay stable while a student learns, and do simulated loops diverge where the eigenvalues say so (physics.md 2)? */
public final class StabilityStudy extends Study<StabilityPlan> {
    public StabilityStudy() {
        super(
                "stability",
                "largest eigenvalue of the controlled loop over training, feedback learned, fixed and random, and what simulated loops do",
                new Origin("Meulemans et al. 2021, stability", 0.5),
                StabilityPlan::of);
    }

    @Override
    public Findings run(StabilityPlan plan, StudyContext context) {
        RateFormulation formulation = new StudentNetwork(context.product()).forward(plan.dtMs());
        double[][][][] found = plan.courses()
                .run(
                        StabilityPlan.methods(),
                        trial -> new Loops(trial, formulation, plan.steps()),
                        Loops.EACH * plan.courses().size().probed(),
                        context);
        return new StabilityFindings(plan, found).findings();
    }
}

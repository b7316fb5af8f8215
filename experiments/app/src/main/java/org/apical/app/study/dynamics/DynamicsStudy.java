package org.apical.app.study.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.network.description.NetworkDescription;

/** Does control bring a network to its target, along the way and to the state that theory says, in rates, compartments and spikes (Meulemans et al. 2021, figure 1D)? */
public final class DynamicsStudy extends Study<DynamicsPlan> {
    public DynamicsStudy() {
        super(
                "dynamics",
                "potentials, outputs and control of a toy network over time, in F1, F2 and F3, beside theory",
                new Origin("Meulemans et al. 2021, figure 1D", 0.5),
                DynamicsPlan::of);
    }

    @Override
    public Findings run(DynamicsPlan plan, StudyContext context) {
        List<double[]> measured = context.each(plan.networks(), k -> {
            long seed = plan.firstSeed() + k;
            context.progress().accept("network of seed " + seed);
            return context.parts().numbers("seed " + seed, () -> new Toy(plan, seed, context.product()).measures());
        });
        Toy shown = new Toy(plan, plan.firstSeed(), context.product());
        NetworkDescription network = Toy.network(context.product());
        List<ToyCourse> courses = new ArrayList<>();
        for (Form form : Form.values()) {
            double[] numbers = context.parts()
                    .numbers("course under " + form, () -> shown.course(form).numbers());
            courses.add(ToyCourse.of(network.layers(), numbers));
        }
        return new DynamicsFindings(plan, network, Toy.dtMs(context.product()), measured, courses, shown.ends())
                .findings();
    }
}

package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.network.ensemble.PopulationKind;

/** The controller made of neurons, alone and in the loop, beside the ideal one. */
public final class ControllerStudy extends Study<ControllerPlan> {
    public ControllerStudy() {
        super(
                "controller",
                "controllers made of rate and spiking neurons beside the ideal one: error, drift, ten seconds in the loop",
                new Origin("ours, after Eliasmith and Anderson 2003", 0.5),
                ControllerPlan::of);
    }

    @Override
    public ControllerPlan with(ControllerPlan plan, String option, int value) {
        return option.equals(ControllerPlan.NEURONS) ? plan.withNeurons(value) : super.with(plan, option, value);
    }

    @Override
    public Findings run(ControllerPlan plan, StudyContext context) {
        context.progress().accept("accuracy and drift of " + plan.step().sizes() + " neurons a dimension");
        List<SizeAccuracy> accuracy = new AccuracyBySize(plan, context.product().kernels()).run(context.threads());
        context.progress().accept("closed loop for " + plan.loop().durationMs() / 1000 + " s");
        ClosedLoop loop = new ClosedLoop(plan, context.product());
        PopulationKind[] kinds = PopulationKind.values();
        List<LoopTrace> loops =
                context.each(1 + kinds.length, k -> k == 0 ? loop.ideal() : loop.population(kinds[k - 1]));
        context.progress().accept("figures");
        return findings(
                plan,
                accuracy,
                loops,
                new PopulationFigures(plan, context.product().kernels()));
    }

    private static Findings findings(
            ControllerPlan plan, List<SizeAccuracy> accuracy, List<LoopTrace> loops, PopulationFigures figures) {
        List<Section> sections = new ArrayList<>();
        sections.add(figures.tuning());
        sections.add(figures.steps());
        sections.addAll(AccuracySections.of(plan, accuracy));
        sections.addAll(figures.spikes());
        sections.addAll(LoopSections.of(plan, loops));
        return new Findings(
                "A controller made of neurons",
                "For each output of the network one ensemble of LIF neurons integrates the error (u_int), another carries it (e); half of each prefers positive, half "
                        + "negative numbers, and a weighted sum of their activity is the number they stand for. Beyond its radius an ensemble saturates; all errors are in units of "
                        + "the radius. Rates transmit the tuning curves as they are, which leaves the distortion of the decoders; spikes add noise, which synapses smooth.",
                sections,
                ControllerChecks.of(accuracy, loops),
                ControllerMeasures.of(plan, accuracy, loops));
    }
}

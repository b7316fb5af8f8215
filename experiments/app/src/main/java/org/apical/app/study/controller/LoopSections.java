package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.text.Numbers;

/** The closed loop under each controller: output, control and error over time, and a table. */
final class LoopSections {
    private final ControllerPlan plan;
    private final List<LoopTrace> loops;
    private final String heading;

    private LoopSections(ControllerPlan plan, List<LoopTrace> loops) {
        this.plan = plan;
        this.loops = loops;
        this.heading = "Closed loop for " + Numbers.fixed(0, plan.loop().durationMs() / 1000) + " s";
    }

    static List<Section> of(ControllerPlan plan, List<LoopTrace> loops) {
        LoopSections sections = new LoopSections(plan, loops);
        return List.of(sections.output(), sections.control(), sections.error(), sections.table());
    }

    private Section output() {
        ControllerPlan.Loop loop = plan.loop();
        String caption = String.format(
                "A %d-%d-%d network of spiking compartment neurons with random weights is driven away from its free output and held there, by the ideal controller and by "
                        + "populations of %d neurons per output and ensemble. Weights, input and noise of the network's neurons are the same. Output low-passed (%s ms) of one of "
                        + "%d inputs; broad: its target.",
                loop.inputs(),
                loop.hiddenUnits(),
                loop.displacements().size(),
                plan.neurons(),
                Numbers.fixed(0, loop.lowPassMs()),
                loop.lanes());
        return panels("output r", caption, trace -> {
            List<Series> series = new ArrayList<>();
            double[] seconds = seconds(trace);
            double[] ends = {seconds[0], seconds[seconds.length - 1]};
            for (int o = 0; o < trace.target().length; o++) {
                double[] level = {trace.target()[o], trace.target()[o]};
                series.add(new Series(unit(o), ends, level, Style.REFERENCE));
            }
            series.addAll(lines(trace, trace.output()));
            return series;
        });
    }

    private Section control() {
        return panels("control u", "Control, decoded where neurons represent it.", t -> lines(t, t.control()));
    }

    private Section error() {
        return panels(
                "error r* − r",
                "Error of the low-passed output. What remains is noise of the network's own spikes.",
                t -> lines(t, t.error()));
    }

    private Section panels(String quantity, String caption, Function<LoopTrace, List<Series>> series) {
        return new Panels(
                heading,
                caption,
                Axis.linear("time (s)"),
                Axis.linear(quantity),
                loops.stream()
                        .map(trace -> new Panel(trace.title(), series.apply(trace)))
                        .toList());
    }

    private static List<Series> lines(LoopTrace trace, double[][] y) {
        List<Series> series = new ArrayList<>();
        for (int o = 0; o < y.length; o++) {
            series.add(new Series(unit(o), seconds(trace), y[o]));
        }
        return series;
    }

    private static String unit(int output) {
        return "output unit " + output;
    }

    private static double[] seconds(LoopTrace trace) {
        return Arrays.stream(trace.timeMs()).map(ms -> ms / 1000).toArray();
    }

    private Table table() {
        return new Columns<LoopTrace>()
                .with("controller", LoopTrace::title)
                .with("largest |u|", loop -> Numbers.fixed(3, loop.largestControl()))
                .with("error, first second", loop -> Numbers.fixed(3, loop.firstError()))
                .with("last second", loop -> Numbers.fixed(3, loop.lastError()))
                .with("time (s)", loop -> Numbers.fixed(1, loop.seconds()))
                .table(heading, "rms of the low-passed error over outputs and inputs", loops);
    }
}

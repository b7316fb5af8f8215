package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.study.controller.SizeAccuracy.Errors;
import org.apical.network.ensemble.PopulationKind;

/** The numbers of the study, by controller and neurons of a dimension, where there are any. */
final class ControllerMeasures {
    private static final String CONTROLLER = "controller";
    private static final String NEURONS = "neurons";

    private final List<Measure> list = new ArrayList<>();

    private ControllerMeasures() {}

    static Measures of(ControllerPlan plan, List<SizeAccuracy> accuracy, List<LoopTrace> loops) {
        ControllerMeasures measures = new ControllerMeasures();
        for (PopulationKind kind : PopulationKind.values()) {
            String name = Kinds.id(kind);
            for (SizeAccuracy a : accuracy) {
                Errors errors = a.of(kind);
                Map<String, String> at = Map.of(CONTROLLER, name, NEURONS, Integer.toString(a.neurons()));
                measures.add("step_error_integral_rms", at, errors.integral(), "radius");
                measures.add("step_error_control_rms", at, errors.control(), "radius");
                measures.add("drift_at_zero_error", at, errors.drift(), "radius/s");
            }
            double slope = SizeAccuracy.fit(accuracy, kind).slope();
            measures.add("step_error_integral_slope", Map.of(CONTROLLER, name), slope, "1");
        }
        loops.forEach(loop -> measures.loop(plan.neurons(), loop));
        return new Measures(List.of(CONTROLLER, Measures.QUANTITY, NEURONS), measures.list);
    }

    private void loop(int neurons, LoopTrace loop) {
        Map<String, String> at = loop.represented().isPresent()
                ? Map.of(CONTROLLER, loop.id(), NEURONS, Integer.toString(neurons))
                : Map.of(CONTROLLER, loop.id());
        add("loop_largest_control", at, loop.largestControl(), "1");
        add("loop_error_first_second_rms", at, loop.firstError(), "1");
        add("loop_error_last_second_rms", at, loop.lastError(), "1");
        if (loop.represented().isPresent()) {
            Represented largest = loop.represented().get();
            add("loop_largest_integral", at, largest.integral(), "radius");
            add("loop_largest_error", at, largest.error(), "radius");
        }
        add("loop_time", at, loop.seconds(), "s");
    }

    private void add(String quantity, Map<String, String> at, double value, String unit) {
        list.add(new Measure(quantity, at, value, unit));
    }
}

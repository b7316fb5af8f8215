package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.PowerLaw;
import org.apical.app.study.controller.SizeAccuracy.Errors;
import org.apical.app.text.Numbers;
import org.apical.network.ensemble.PopulationKind;

/** Errors and drift against the number of neurons: charts and a table. */
final class AccuracySections {
    private static final String HEADING = "Error and drift against the number of neurons";
    private static final double PERCENT = 100;
    private static final int DECIMALS = 3;

    private AccuracySections() {}

    static List<Section> of(ControllerPlan plan, List<SizeAccuracy> accuracy) {
        ControllerPlan.Step step = plan.step();
        List<Series> errors = new ArrayList<>();
        List<String> slopes = new ArrayList<>();
        for (PopulationKind kind : PopulationKind.values()) {
            PowerLaw fit = SizeAccuracy.fit(accuracy, kind);
            slopes.add(Numbers.fixed(2, fit.slope()) + " (" + Kinds.title(kind) + ")");
            double[] sizes = sizes(accuracy);
            double[] line = new double[sizes.length];
            Arrays.setAll(line, k -> PERCENT * fit.at(sizes[k]));
            errors.add(new Series(Kinds.title(kind), sizes, line, Style.REFERENCE));
        }
        errors.addAll(series(accuracy, Errors::integral, Style.POINTS));
        errors.add(ControllerChecks.errorBounds());
        List<Series> drift = series(accuracy, Errors::drift, Style.LINE);
        drift.add(ControllerChecks.driftBound());
        Axis neurons = Axis.log("neurons per dimension");
        return List.of(
                new LineChart(
                        HEADING,
                        "Step response: rms over " + Numbers.fixed(0, step.durationMs()) + " ms, "
                                + step.errors().size() + " dimensions and " + step.drawings()
                                + " drawn population(s) of each size; broad lines are fits with slopes "
                                + String.join(" and ", slopes) + ".",
                        neurons,
                        Axis.log("rms error of u_int (% of radius)"),
                        errors),
                new LineChart(
                        HEADING,
                        "Speed at which a held value moves when nothing arrives and nothing leaks.",
                        neurons,
                        Axis.log("drift at zero error (% of radius per second)"),
                        drift),
                table(accuracy));
    }

    private static List<Series> series(List<SizeAccuracy> accuracy, ToDoubleFunction<Errors> error, Style style) {
        List<Series> series = new ArrayList<>();
        for (PopulationKind kind : PopulationKind.values()) {
            double[] y = accuracy.stream()
                    .mapToDouble(a -> PERCENT * error.applyAsDouble(a.of(kind)))
                    .toArray();
            series.add(new Series(Kinds.title(kind), sizes(accuracy), y, style));
        }
        return series;
    }

    private static double[] sizes(List<SizeAccuracy> accuracy) {
        return accuracy.stream().mapToDouble(SizeAccuracy::neurons).toArray();
    }

    private static Table table(List<SizeAccuracy> accuracy) {
        return new Columns<SizeAccuracy>()
                .with("neurons", a -> Integer.toString(a.neurons()))
                .with("u_int, rates", a -> percent(a.rate().integral()))
                .with("spikes", a -> percent(a.spiking().integral()))
                .with("u, rates", a -> percent(a.rate().control()))
                .with("spikes", a -> percent(a.spiking().control()))
                .with("drift, rates", a -> percent(a.rate().drift()))
                .with("spikes", a -> percent(a.spiking().drift()))
                .table(
                        HEADING,
                        "rms errors (% of radius) beside an ideal controller behind the same synapses; drift (% of radius per second)",
                        accuracy);
    }

    private static String percent(double share) {
        return Numbers.fixed(DECIMALS, PERCENT * share);
    }
}

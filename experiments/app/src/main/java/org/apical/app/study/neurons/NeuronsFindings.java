package org.apical.app.study.neurons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apical.app.check.Check;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Spread;

/**
 * What the study {@code neurons} found.
 *
 * @param points by sweep, value and repetition
 */
record NeuronsFindings(NeuronsPlan plan, List<Point> points) {
    /** Measured over predicted distance of the steady states of graded compartments, from 1. */
    private static final double OF_PREDICTION = 0.05;

    private static final double BEHIND_POINTS = 3;
    private static final double PERCENT = 100;

    /**
     * One network that learned, under all formulations of its sweep.
     *
     * @param results of each formulation and {@link Quantity} whether there is one, 1 or 0, and what it is; empty where the network diverged
     */
    record Point(Sweep sweep, double value, int repetition, Optional<double[]> results) {
        Point with(Optional<double[]> measured) {
            return new Point(sweep, value, repetition, measured);
        }

        /** The numbers of formulations in a row. */
        static double[] numbers(List<FormulationResult> measured) {
            return measured.stream()
                    .flatMapToDouble(result -> Arrays.stream(Quantity.values())
                            .map(quantity -> quantity.of(result))
                            .flatMapToDouble(x -> DoubleStream.of(x.isPresent() ? 1 : 0, x.orElse(0))))
                    .toArray();
        }

        OptionalDouble of(Form form, Quantity quantity) {
            int formulation = sweep.formulations().indexOf(form);
            int at = 2 * (formulation * Quantity.values().length + quantity.ordinal());
            return formulation >= 0 && results.isPresent() && results.get()[at] == 1
                    ? OptionalDouble.of(results.get()[at + 1])
                    : OptionalDouble.empty();
        }
    }

    /** What is measured of a formulation. */
    private enum Quantity {
        ACCURACY("accuracy", "%.1f %%", PERCENT) {
            @Override
            OptionalDouble of(FormulationResult result) {
                return OptionalDouble.of(result.curve().last());
            }
        },
        COSINE("first update", "%.3f", 1) {
            @Override
            OptionalDouble of(FormulationResult result) {
                return OptionalDouble.of(result.firstUpdateCosine());
            }
        },
        DISTANCE("distance", "%.3f", 1) {
            @Override
            OptionalDouble of(FormulationResult result) {
                return optional(result.steadyState().map(Deviation::rms));
            }
        },
        PREDICTED("predicted", "%.3f", 1) {
            @Override
            OptionalDouble of(FormulationResult result) {
                return optional(result.steadyState().flatMap(Deviation::predictedRms));
            }
        },
        OUTSIDE("outside", "%.2f %%", PERCENT) {
            @Override
            OptionalDouble of(FormulationResult result) {
                return result.mostOutside();
            }
        };

        private final String title;
        private final String format;
        private final double factor;

        Quantity(String title, String format, double factor) {
            this.title = title;
            this.format = format;
            this.factor = factor;
        }

        abstract OptionalDouble of(FormulationResult result);

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static OptionalDouble optional(Optional<Double> value) {
            return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        }
    }

    Findings findings() {
        List<Section> sections = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (Sweep sweep : Sweep.values()) {
            sections.add(chart(sweep, Quantity.ACCURACY, "test accuracy (%)"));
            sections.add(chart(sweep, Quantity.COSINE, "cosine of the first update to F1"));
            sections.add(table(sweep));
            checks.addAll(checks(sweep));
        }
        return new Findings(
                "What of a neuron learning depends on",
                "The digits, 64-32-10, " + plan.train() + " images, " + plan.epochs() + " epoch(s), "
                        + plan.repetitions()
                        + " network(s): one thing about the neurons is changed at a time. Bars are standard deviations over networks.",
                sections,
                checks,
                Measures.of(measures()));
    }

    private Spread spread(Sweep sweep, double value, Form form, Quantity quantity) {
        return Spread.of(points.stream()
                .filter(p -> p.sweep() == sweep && p.value() == value)
                .map(p -> p.of(form, quantity))
                .flatMapToDouble(OptionalDouble::stream)
                .map(x -> quantity.factor * x)
                .toArray());
    }

    private LineChart chart(Sweep sweep, Quantity quantity, String label) {
        double[] x = plan.values(sweep).stream().mapToDouble(v -> v).toArray();
        List<Series> lines = sweep.formulations().stream()
                .filter(form -> quantity != Quantity.COSINE || form != Form.F1)
                .map(form -> Spread.series(
                        form.toString(),
                        x,
                        DoubleStream.of(x)
                                .mapToObj(value -> spread(sweep, value, form, quantity))
                                .toList()))
                .toList();
        Axis axis = sweep == Sweep.COUPLING ? Axis.log(sweep.quantity()) : Axis.linear(sweep.quantity());
        return new LineChart(sweep.heading(), sweep.caption(), axis, Axis.linear(label), lines);
    }

    /** A row of a table: a value under a formulation. */
    private record Row(double value, Form form) {}

    private Table table(Sweep sweep) {
        Columns<Row> columns = new Columns<Row>()
                .with(sweep.quantity(), row -> String.format(Locale.ROOT, "%.4g", row.value()))
                .with("formulation", row -> row.form().toString());
        for (Quantity quantity : Quantity.values()) {
            columns.with(quantity.title, row -> cell(sweep, row, quantity));
        }
        return columns.table(
                sweep.heading(),
                "Distance: rms of v from the steady state of F1, in units of the layer's rms of v, and what the map of weights and the scatter of spikes predict. First update: cosine to F1. Outside: "
                        + "share of neurons and time outside neurons.ranges after learning, of the compartment that is outside most.",
                plan.values(sweep).stream()
                        .flatMap(value -> sweep.formulations().stream().map(form -> new Row(value, form)))
                        .toList());
    }

    private String cell(Sweep sweep, Row row, Quantity quantity) {
        Spread spread = spread(sweep, row.value(), row.form(), quantity);
        boolean diverged = points.stream()
                .anyMatch(p -> p.sweep() == sweep
                        && p.value() == row.value()
                        && p.results().isEmpty());
        return spread.size() == 0 ? diverged ? "diverged" : "–" : spread.text(quantity.format);
    }

    /** That compartments settle where their equations say, and that no value costs spikes their accuracy. */
    private List<Check> checks(Sweep sweep) {
        List<Check> checks = new ArrayList<>();
        for (double value : plan.values(sweep)) {
            String at = ", " + sweep.quantity() + " " + String.format(Locale.ROOT, "%.4g", value);
            double predicted = spread(sweep, value, Form.F2, Quantity.PREDICTED).mean();
            if (sweep.formulations().contains(Form.F2) && predicted > 0) {
                checks.add(Check.between(
                        "F2 distance from F1, measured over predicted" + at,
                        spread(sweep, value, Form.F2, Quantity.DISTANCE).mean() / predicted,
                        1 - OF_PREDICTION,
                        1 + OF_PREDICTION));
            }
            Check behind = Check.atMost(
                    "F1 less F3, points of accuracy, mean" + at,
                    spread(sweep, value, Form.F1, Quantity.ACCURACY).mean()
                            - spread(sweep, value, Form.F3, Quantity.ACCURACY).mean(),
                    BEHIND_POINTS);
            checks.add(plan.whole() ? behind : behind.undecided("only the whole study learns long enough"));
        }
        return checks;
    }

    private List<Measure> measures() {
        return points.stream()
                .flatMap(point -> point.sweep().formulations().stream()
                        .flatMap(form -> IntStream.range(0, Quantity.values().length)
                                .mapToObj(k -> Quantity.values()[k])
                                .flatMap(quantity -> point.of(form, quantity).stream()
                                        .mapToObj(value -> Measure.of(
                                                quantity.id(),
                                                point.sweep().id() + " " + point.value() + "/" + form + "/seed "
                                                        + (plan.firstSeed() + point.repetition()),
                                                value,
                                                "1")))))
                .toList();
    }
}

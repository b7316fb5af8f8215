package org.apical.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apical.app.check.Check;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.benchmarks.Results.Samples;
import org.apical.benchmarks.ScalingSpeed.Point;

/** What a {@link Sitting} found: a table a benchmark, plots against synaptic events, neurons, lanes and threads, the fits. */
final class SittingFindings {
    private static final Pattern NUMBER = Pattern.compile("^(\\d+) ");
    private static final double SLOPE_TOLERANCE = 0.05;

    private final Sitting.Settings settings;
    private final List<Samples> all;
    private final List<Point> points;
    private final LastSitting last;

    SittingFindings(Sitting.Settings settings, Results results, List<Point> points, LastSitting last) {
        this.settings = settings;
        this.all = results.all();
        this.points = points;
        this.last = last;
    }

    Findings findings() {
        List<Section> sections = new ArrayList<>();
        scaling(sections);
        charts(sections);
        byBenchmark().forEach((benchmark, samples) -> sections.add(table(benchmark, samples)));
        return new Findings(
                "Benchmarks" + (settings.quick() ? ", the quick form: not to be quoted" : ""),
                "Medians and ranges of " + settings.repetitions() + " samples in one sitting"
                        + (settings.brian2().isEmpty()
                                ? ", Brian2 not installed or not asked for."
                                : ", Brian2 in turns.")
                        + (last.isEmpty() ? "" : " Beside them the medians of the sitting before."),
                sections,
                checks(),
                measures());
    }

    private Map<String, List<Samples>> byBenchmark() {
        Map<String, List<Samples>> grouped = new LinkedHashMap<>();
        all.forEach(samples -> grouped.computeIfAbsent(samples.benchmark(), name -> new ArrayList<>())
                .add(samples));
        return grouped;
    }

    private Section table(String benchmark, List<Samples> samples) {
        Columns<Samples> columns = new Columns<Samples>()
                .with("quantity", Samples::what)
                .with("median", s -> Check.number(s.median()))
                .with("least", s -> Check.number(s.least()))
                .with("most", s -> Check.number(s.most()))
                .with("samples", s -> String.valueOf(s.values().length))
                .with("unit", Samples::unit);
        if (!last.isEmpty()) {
            columns.with("before", s -> shown(last.median(s))).with("to before", this::change);
        }
        return columns.table(benchmark, "", samples);
    }

    private static String shown(OptionalDouble median) {
        return median.isPresent() ? Check.number(median.getAsDouble()) : "–";
    }

    private String change(Samples samples) {
        OptionalDouble before = last.median(samples);
        return before.isEmpty() ? "–" : String.format(Locale.ROOT, "%.3g", samples.median() / before.getAsDouble());
    }

    private void scaling(List<Section> sections) {
        String heading = "Cost against the size of a sparse network";
        Point first = points.get(0);
        sections.add(new LineChart(
                heading,
                "1 000 synapses a neuron, one thread; the pale line is proportional to the events, through the first point.",
                Axis.log("synaptic events"),
                Axis.log("CPU seconds"),
                List.of(
                        series("proportional", Point::events, p -> first.seconds() / first.events() * p.events())
                                .as(Style.REFERENCE),
                        series("whole", Point::events, Point::seconds),
                        series("delivery of spikes", Point::events, Point::eventSeconds))));
        sections.add(new LineChart(
                heading,
                "What an event and a neuron-step with its background cost, by the size of the network.",
                Axis.log("synaptic events"),
                Axis.linear("ns of CPU time"),
                List.of(
                        series("a synaptic event", Point::events, Point::eventNanos),
                        series(
                                "a neuron-step",
                                Point::events,
                                p -> (p.seconds() - p.eventSeconds()) / p.steps() * 1e9))));
    }

    private Series series(String name, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
        List<Point> ascending =
                points.stream().sorted(Comparator.comparingDouble(x)).toList();
        return new Series(
                name,
                ascending.stream().mapToDouble(x).toArray(),
                ascending.stream().mapToDouble(y).toArray());
    }

    private void charts(List<Section> sections) {
        sections.add(new LineChart(
                "Cost of a neuron-step against the number of neurons",
                "One thread, one lane.",
                Axis.log("neurons"),
                Axis.log("ns of CPU time"),
                numbered("neuron-step, ")));
        sections.add(new LineChart(
                "Lanes and threads",
                "bench-784, one thread: lanes side by side in one block.",
                Axis.log("lanes"),
                Axis.linear("s a biological second and lane"),
                numbered("bench-784, lanes")));
        sections.add(new LineChart(
                "Lanes and threads",
                "bench-784, 16 lanes in blocks of their own.",
                Axis.linear("threads"),
                Axis.linear("s a biological second and lane"),
                numbered("bench-784, threads")));
    }

    /** A series for each benchmark whose name begins so, its quantities numbered. */
    private List<Series> numbered(String begin) {
        List<Series> series = new ArrayList<>();
        byBenchmark().forEach((benchmark, samples) -> {
            if (benchmark.startsWith(begin)) {
                series.add(new Series(
                        benchmark,
                        samples.stream().mapToDouble(s -> number(s.what())).toArray(),
                        samples.stream().mapToDouble(Samples::median).toArray()));
            }
        });
        return series;
    }

    private static double number(String what) {
        Matcher number = NUMBER.matcher(what);
        if (!number.find()) {
            throw new IllegalStateException("expected a quantity that begins with a number, found " + what);
        }
        return Double.parseDouble(number.group(1));
    }

    private List<Check> checks() {
        double slope = all.stream()
                .filter(s -> s.what().equals(ScalingSpeed.SLOPE))
                .findFirst()
                .orElseThrow()
                .median();
        Check linear = Check.between(
                "slope of log CPU seconds against log events", slope, 1 - SLOPE_TOLERANCE, 1 + SLOPE_TOLERANCE);
        return List.of(settings.quick() ? linear.undecided("the quick form") : linear);
    }

    private Measures measures() {
        List<Measure> list = new ArrayList<>();
        for (Samples s : all) {
            add(list, s, LastSitting.MEDIAN, s.median());
            add(list, s, "least", s.least());
            add(list, s, "most", s.most());
            add(list, s, "samples", s.values().length);
        }
        return new Measures(List.of(LastSitting.BENCHMARK, LastSitting.QUANTITY, LastSitting.STATISTIC), list);
    }

    private static void add(List<Measure> list, Samples s, String statistic, double value) {
        list.add(new Measure(
                s.what(),
                Map.of(LastSitting.BENCHMARK, s.benchmark(), LastSitting.STATISTIC, statistic),
                value,
                s.unit()));
    }
}

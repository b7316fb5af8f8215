package org.apical.app.completed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.check.Check;
import org.apical.app.completed.CompletedRun.Number;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;

/** Runs beside each other: in what they differ, their curves over epochs, their results at the end. */
public final class SideBySide {
    private static final String ABSENT = "–";
    /** Largest number of curves in a panel. */
    public static final int MOST = 6;

    private final List<CompletedRun> runs;
    /** By quantity and place: by run: by epoch, -1 where there is none. */
    private final Map<Quantity, Map<CompletedRun, SortedMap<Integer, Double>>> values = new LinkedHashMap<>();

    private record Quantity(String name, String place, String unit) {
        String words() {
            return (name.replace('_', ' ') + " " + place).strip();
        }

        String withUnit() {
            return name.replace('_', ' ') + (unit.equals("1") ? "" : " (" + unit + ")");
        }
    }

    private SideBySide(List<CompletedRun> runs) {
        this.runs = runs;
        for (CompletedRun run : runs) {
            for (Number number : run.numbers()) {
                values.computeIfAbsent(
                                new Quantity(number.quantity(), number.place(), number.unit()),
                                q -> new LinkedHashMap<>())
                        .computeIfAbsent(run, r -> new TreeMap<>())
                        .put(number.epoch().orElse(-1), number.value());
            }
        }
    }

    /** What is found of runs, 2 .. {@value #MOST}; those of one name are numbered. */
    public static Findings of(List<CompletedRun> runs) {
        return new SideBySide(distinct(runs)).findings();
    }

    private static List<CompletedRun> distinct(List<CompletedRun> runs) {
        Map<String, Long> often =
                runs.stream().collect(Collectors.groupingBy(CompletedRun::name, Collectors.counting()));
        return IntStream.range(0, runs.size())
                .mapToObj(k -> often.get(runs.get(k).name()) == 1
                        ? runs.get(k)
                        : runs.get(k).named(runs.get(k).name() + " (" + (k + 1) + ")"))
                .toList();
    }

    private Findings findings() {
        Set<String> differing = differing();
        List<Section> sections = new ArrayList<>();
        sections.add(
                differing.isEmpty()
                        ? new Section.Text("Descriptions", "The runs have the same description.")
                        : table(
                                "Descriptions",
                                "keys in which the runs differ; " + ABSENT + ": not there",
                                "key",
                                key -> key,
                                differing,
                                (run, key) -> run.keys().getOrDefault(key, ABSENT)));
        sections.addAll(charts());
        List<Quantity> shared = values.keySet().stream()
                .filter(quantity -> values.get(quantity).size() > 1)
                .toList();
        sections.add(table(
                "Results",
                "of the last epoch, where there are epochs; " + ABSENT + ": not measured. Quantities of one run alone: "
                        + (values.size() - shared.size()) + ", not listed.",
                "quantity",
                Quantity::words,
                shared,
                (run, quantity) -> {
                    SortedMap<Integer, Double> curve = values.get(quantity).get(run);
                    return curve == null ? ABSENT : Check.number(curve.get(curve.lastKey()));
                }));
        String lead = runs.size() + " runs: "
                + String.join(", ", runs.stream().map(CompletedRun::name).toList()) + ".";
        return new Findings("Runs side by side", lead, sections, List.of(), measures(shared));
    }

    private <R> Section table(
            String heading,
            String caption,
            String first,
            Function<R, String> name,
            Collection<R> rows,
            BiFunction<CompletedRun, R, String> cell) {
        Columns<R> columns = new Columns<R>().with(first, name);
        runs.forEach(run -> columns.with(run.name(), row -> cell.apply(run, row)));
        return columns.table(heading, caption, rows);
    }

    private Set<String> differing() {
        Set<String> keys = new TreeSet<>();
        runs.forEach(run -> keys.addAll(run.keys().keySet()));
        keys.removeIf(key -> runs.stream()
                        .map(run -> String.valueOf(run.keys().get(key)))
                        .distinct()
                        .count()
                == 1);
        return keys;
    }

    /** A chart for each quantity that more than one run has over epochs, a panel for each place. */
    private List<Section> charts() {
        Map<String, List<Quantity>> byName = new LinkedHashMap<>();
        values.forEach((quantity, byRun) -> {
            if (byRun.values().stream().filter(curve -> curve.size() > 1).count() > 1) {
                byName.computeIfAbsent(quantity.withUnit(), name -> new ArrayList<>())
                        .add(quantity);
            }
        });
        List<Section> charts = new ArrayList<>();
        byName.forEach((axis, quantities) -> charts.add(new Panels(
                "Curves",
                axis + " after each epoch",
                Axis.linear("epoch"),
                Axis.linear(axis),
                quantities.stream()
                        .map(quantity -> new Panel(quantity.place(), series(values.get(quantity))))
                        .toList())));
        return charts;
    }

    private static List<Series> series(Map<CompletedRun, SortedMap<Integer, Double>> byRun) {
        List<Series> series = new ArrayList<>();
        byRun.forEach((run, curve) -> series.add(new Series(
                run.name(),
                curve.keySet().stream().mapToDouble(epoch -> epoch).toArray(),
                curve.values().stream().mapToDouble(value -> value).toArray())));
        return series;
    }

    private Measures measures(List<Quantity> shared) {
        List<Measure> measures = new ArrayList<>();
        for (Quantity quantity : shared) {
            values.get(quantity).forEach((run, curve) -> {
                Map<String, String> at = new LinkedHashMap<>();
                at.put("run", run.name());
                at.put("of", quantity.place());
                measures.add(new Measure(quantity.name(), at, curve.get(curve.lastKey()), quantity.unit()));
            });
        }
        return new Measures(List.of("run", Measures.QUANTITY, "of"), measures);
    }
}

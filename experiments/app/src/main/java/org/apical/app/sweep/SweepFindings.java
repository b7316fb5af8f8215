package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.app.check.Check;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Spread;
import org.apical.app.sweep.SweepResult.CellResult;
import org.apical.app.sweep.SweepResult.Place;

/** What a sweep found, for every place that shows it: of each point of the grid mean and standard deviation over its seeds. */
public final class SweepFindings {
    /** The key whose values are repetitions. */
    private static final String SEED = "seed";

    /** Rows that a table shows. */
    private static final int SHOWN = 200;

    private static final String STATISTIC = "statistic";
    private static final String FORMULATION = "formulation";

    private final SweepResult result;
    private final List<Headline> headlines;
    private final Map<Map<String, String>, List<CellResult>> points;

    private SweepFindings(SweepResult result) {
        this.result = result;
        this.headlines = Headline.of(result);
        this.points = points(result);
    }

    /** All of it. */
    public static Findings of(SweepResult result) {
        return new SweepFindings(result).findings();
    }

    /** Cells that differ in nothing but their seed are repetitions of a point. */
    private static Map<Map<String, String>, List<CellResult>> points(SweepResult result) {
        Map<Map<String, String>, List<CellResult>> points = new LinkedHashMap<>();
        for (CellResult one : result.cells()) {
            Map<String, String> point = new LinkedHashMap<>(one.cell().values());
            point.remove(SEED);
            points.computeIfAbsent(point, key -> new ArrayList<>()).add(one);
        }
        return points;
    }

    private Findings findings() {
        List<Section> sections = new ArrayList<>();
        sections.addAll(SweepCharts.of(result, keys(), headlines));
        sections.add(table());
        ended("diverged").ifPresent(sections::add);
        ended("failed").ifPresent(sections::add);
        long failed = result.count("failed");
        List<String> columns = new ArrayList<>(keys());
        columns.addAll(List.of(FORMULATION, Measures.QUANTITY, STATISTIC));
        return new Findings(
                "A sweep of " + result.cells().size() + " runs",
                "The grid varies " + String.join(", ", result.plan().grid().keys()) + ". "
                        + result.count("complete") + " cells ran to their end, " + result.count("diverged")
                        + " diverged, " + failed + " failed. Every observation of every cell stands in results.csv.",
                sections,
                List.of(Check.atMost("cells that failed", failed, 0)),
                new Measures(columns, measures()));
    }

    private List<String> keys() {
        return result.plan().grid().keys().stream()
                .filter(key -> !key.equals(SEED))
                .toList();
    }

    /** A row of the table: a point under a formulation. */
    private record Row(Map<String, String> point, List<CellResult> cells, Form form) {
        Spread spread(Headline headline) {
            Place place = headline.place(form.toString());
            return Spread.of(cells.stream()
                    .map(cell -> cell.of(place))
                    .flatMapToDouble(OptionalDouble::stream)
                    .map(headline::shown)
                    .toArray());
        }
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        points.forEach((point, cells) ->
                result.plan().first().formulations().forEach(form -> rows.add(new Row(point, cells, form))));
        return rows;
    }

    private Table table() {
        Columns<Row> columns = new Columns<>();
        keys().forEach(key -> columns.with(key, row -> row.point().get(key)));
        columns.with(FORMULATION, row -> row.form().toString())
                .with("cells", row -> String.valueOf(row.cells().size()));
        for (Headline headline : headlines) {
            columns.with(headline.title(), row -> {
                Spread spread = row.spread(headline);
                return spread.size() == 0 ? "–" : spread.text(headline.format());
            });
        }
        List<Row> rows = rows();
        String rest = rows.size() > SHOWN
                ? " The first " + SHOWN + " of " + rows.size() + " rows; all stand in metrics.csv."
                : "";
        return columns.table(
                "Points of the grid",
                "Mean ± standard deviation over the cells of a point, which differ in their seeds; of several epochs the last; cells that diverged count where they were measured."
                        + rest,
                rows.subList(0, Math.min(SHOWN, rows.size())));
    }

    private Optional<Section> ended(String how) {
        List<CellResult> cells =
                result.cells().stream().filter(cell -> cell.ended().equals(how)).toList();
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        Columns<CellResult> columns =
                new Columns<CellResult>().with("cell", one -> one.cell().name()).with("why", CellResult::error);
        result.plan()
                .grid()
                .keys()
                .forEach(key -> columns.with(key, one -> one.cell().values().get(key)));
        String heading = "Cells that " + how;
        return Optional.of(columns.table(heading, "", cells.subList(0, Math.min(SHOWN, cells.size()))));
    }

    private List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (Row row : rows()) {
            for (Headline headline : headlines) {
                Spread spread = row.spread(headline);
                measures.add(measure(row, headline, "mean", spread.mean() / headline.factor()));
                measures.add(measure(row, headline, "deviation", spread.deviation() / headline.factor()));
                measures.add(measure(row, headline, "cells", spread.size()));
            }
        }
        return measures;
    }

    private static Measure measure(Row row, Headline headline, String statistic, double value) {
        Map<String, String> at = new LinkedHashMap<>(row.point());
        at.put(FORMULATION, row.form().toString());
        at.put(STATISTIC, statistic);
        return new Measure(headline.id(), at, value, "1");
    }
}

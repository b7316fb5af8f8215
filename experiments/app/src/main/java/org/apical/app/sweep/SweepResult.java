package org.apical.app.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import org.apical.app.store.CsvText;
import org.apical.app.store.RunDirectory;
import org.apical.app.sweep.CellFiles.State;
import org.apical.app.sweep.ResultsFile.KeyColumn;
import org.apical.app.sweep.ResultsFile.Type;
import org.apical.app.text.Shown;

/**
 * What came of a sweep, as it stands in its directory: which cells have been run by whom, and when, is no part of it.
 *
 * @param cells in the order of the plan
 */
public record SweepResult(SweepPlan plan, List<CellResult> cells) {

    /**
     * What came of a cell.
     *
     * @param error why it failed or diverged; empty if it did not
     * @param last value of each quantity: of several epochs that of the last
     */
    public record CellResult(Cell cell, State state, String error, Map<Place, Double> last) {
        /** One word. */
        String ended() {
            return !state.complete() ? "failed" : state.diverged().isEmpty() ? "complete" : "diverged";
        }

        /** A value, if it was measured. */
        OptionalDouble of(Place place) {
            Double value = last.get(place);
            return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** Where a number was measured. */
    public record Place(String formulation, String quantity, String layer) {}

    /**
     * Reads what stands there and writes it as tables; cells are read one after the other, and none is kept.
     *
     * @param failed why cells have failed, by number
     */
    public static SweepResult write(SweepPlan plan, RunDirectory directory, Map<Integer, String> failed) {
        CellFiles files = CellFiles.in(directory);
        List<CellResult> cells = new ArrayList<>();
        for (Cell cell : plan.cells()) {
            State state = files.state(cell);
            String error = state.complete() ? state.diverged() : failed.getOrDefault(cell.number(), "");
            cells.add(new CellResult(cell, state, error, state.complete() ? last(files.metrics(cell)) : Map.of()));
        }
        SweepResult result = new SweepResult(plan, List.copyOf(cells));
        List<ResultsFile> formats = new ArrayList<>(List.of(new ResultsCsv()));
        ServiceLoader.load(ResultsFile.class).forEach(formats::add);
        formats.forEach(format -> directory.write(format.name(), path -> {
            try (ResultsFile.Rows rows = format.open(path, columns(plan))) {
                result.rows(files, rows);
            }
        }));
        directory.write("cells.csv", result.table());
        return result;
    }

    /** A row a cell: what varies, its run, how it ended. */
    private String table() {
        List<String> header = new ArrayList<>(List.of(ResultsFile.CELL));
        header.addAll(plan.grid().keys());
        header.addAll(List.of("run", "ended", "checks", "error"));
        return CsvText.of(header, csv -> {
            for (CellResult one : cells) {
                csv.print(one.cell().number());
                for (String value : one.cell().values().values()) {
                    csv.print(Shown.escaped(value));
                }
                csv.printRecord(
                        one.cell().identity().id(), one.ended(), one.state().checks(), Shown.line(one.error()));
            }
        });
    }

    private void rows(CellFiles files, ResultsFile.Rows rows) throws IOException {
        for (CellResult one : cells) {
            if (one.state().complete()) {
                for (Observation observation : Observation.of(files.metrics(one.cell()))) {
                    rows.add(one.cell(), observation);
                }
            }
        }
    }

    /** Rows of a quantity ascend with the epoch. */
    private static Map<Place, Double> last(String metrics) {
        Map<Place, Double> last = new LinkedHashMap<>();
        Observation.of(metrics).forEach(o -> last.put(new Place(o.formulation(), o.quantity(), o.layer()), o.value()));
        return last;
    }

    private static List<KeyColumn> columns(SweepPlan plan) {
        return plan.grid().keys().stream()
                .map(key -> new KeyColumn(
                        key,
                        plan.cells().stream()
                                .map(cell -> type(cell.values().get(key)))
                                .max(Comparator.naturalOrder())
                                .orElse(Type.TEXT)))
                .toList();
    }

    private static Type type(String value) {
        if (value.matches("[-+]?\\d{1,18}")) {
            return Type.WHOLE;
        }
        return isNumber(value) ? Type.NUMBER : Type.TEXT;
    }

    static boolean isNumber(String value) {
        return value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }

    /** How many cells ended so. */
    public long count(String ended) {
        return cells.stream().filter(cell -> cell.ended().equals(ended)).count();
    }
}

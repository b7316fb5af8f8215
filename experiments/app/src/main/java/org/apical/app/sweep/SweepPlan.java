package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.store.RunDescription;
import org.apical.app.yaml.Located;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What a sweep runs. Every cell has been looked at: what could not run is refused before anything does.
 *
 * @param first the experiment of the first cell
 * @param description of the sweep: that of its first cell, and the grid
 */
public record SweepPlan(ParameterGrid grid, List<Cell> cells, Experiment first, Map<String, Object> description) {

    /** That of a file with a grid. */
    public static SweepPlan of(ExperimentFile file, MatrixProduct product) {
        Located written = file.grid().orElseThrow(() -> file.lacks("expected the key grid, what to vary, found none"));
        ParameterGrid grid = ParameterGrid.read(written);
        List<Cell> cells = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        Experiment first = null;
        for (Map<String, Located> point : grid.points()) {
            ExperimentFile varied = file;
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, Located> one : point.entrySet()) {
                varied = varied.with(one.getKey(), one.getValue());
                values.put(one.getKey(), one.getValue().flow());
            }
            Experiment experiment = varied.experiment(product);
            first = first == null ? experiment : first;
            RunDescription run = CellRun.description(experiment);
            Cell cell = new Cell(cells.size() + 1, values, run.text(RunDescription.State.INCOMPLETE), run.identity());
            Integer same = numbers.putIfAbsent(cell.identity().id(), cell.number());
            if (same != null) {
                throw written.error("expected cells that differ, found cell " + cell.number() + " " + values
                        + " to be the same as cell " + same);
            }
            cells.add(cell);
        }
        Map<String, Object> description = new LinkedHashMap<>(ExperimentFile.map(first));
        description.put(ExperimentFile.GRID, written.plain());
        return new SweepPlan(grid, List.copyOf(cells), first, description);
    }
}

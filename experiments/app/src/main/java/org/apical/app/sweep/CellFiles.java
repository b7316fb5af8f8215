package org.apical.app.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apical.app.UserError;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunIdentity;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.LocatedYaml;

/** {@code cells/} in the directory of a sweep: of each cell that has run {@code metrics.csv}, then {@code run.yaml}, which says that it is complete. */
public final class CellFiles {
    private static final String METRICS = "metrics.csv";
    private static final String DESCRIPTION = "run.yaml";

    private final RunDirectory cells;

    private CellFiles(RunDirectory cells) {
        this.cells = cells;
    }

    /** Those of a sweep. */
    static CellFiles in(RunDirectory sweep) {
        return new CellFiles(sweep.below(RunDirectory.CELLS));
    }

    /** Removes those of another sweep, and nothing else. */
    public static void remove(RunDirectory sweep) {
        Path directory = sweep.file(RunDirectory.CELLS);
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> cells = Files.list(directory)) {
            for (Path cell : cells.filter(path -> path.getFileName().toString().matches("\\d{5}"))
                    .toList()) {
                // the description first: without it the rest is none of a cell
                for (String name : List.of(DESCRIPTION, METRICS)) {
                    Files.deleteIfExists(cell.resolve(name));
                }
                Files.delete(cell);
            }
        } catch (IOException e) {
            throw new UserError(directory + ": cells of another sweep cannot be removed (" + e.getMessage() + ")", e);
        }
    }

    /** How a cell ended, if it has run. */
    State state(Cell cell) {
        String name = cell.name() + "/";
        if (!cells.has(name + DESCRIPTION) || !cells.has(name + METRICS)) {
            return State.OPEN;
        }
        Located file = LocatedYaml.read(cells.file(name + DESCRIPTION));
        Map<String, String> run = file.texts("run");
        if (!"complete".equals(run.get("state")) || !RunIdentity.of(file).equals(cell.identity())) {
            return State.OPEN;
        }
        return new State(true, run.getOrDefault(CellRun.DIVERGED, ""), run.getOrDefault("checks", ""));
    }

    /**
     * How a cell ended.
     *
     * @param complete whether it did
     * @param diverged why it diverged; empty if it did not
     * @param checks held or failed
     */
    record State(boolean complete, String diverged, String checks) {
        static final State OPEN = new State(false, "", "");
    }

    void write(Cell cell, CellOutcome outcome) {
        RunDirectory directory = cells.below(cell.name());
        directory.write(METRICS, outcome.metrics());
        directory.write(DESCRIPTION, outcome.description());
    }

    /** The lines of a cell's metrics. */
    String metrics(Cell cell) {
        Path file = cells.file(cell.name() + "/" + METRICS);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

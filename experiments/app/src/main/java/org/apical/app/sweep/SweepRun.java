package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunIdentity;
import org.apical.app.store.RunLog;
import org.apical.app.sweep.CellOutcome.State;
import org.apical.app.text.Shown;
import org.apical.app.yaml.LocatedYaml;

/** All cells of a sweep: those that have not run are handed to workers, as many at once as there is place, and are written as they come back. One that fails is tried once more. */
public final class SweepRun {
    private static final int ATTEMPTS = 2;

    private final List<Cell> open = new ArrayList<>();
    private final CellFiles files;
    private final SortedMap<Integer, String> failed = new ConcurrentSkipListMap<>();

    /** Finds those of a plan that have not run. */
    public SweepRun(SweepPlan plan, RunDirectory directory) {
        files = CellFiles.in(directory);
        plan.cells().stream().filter(cell -> !files.state(cell).complete()).forEach(open::add);
    }

    /** How many have not run. */
    public int open() {
        return open.size();
    }

    /** Watches. */
    @FunctionalInterface
    public interface Observer {
        /** A cell is through. */
        void through(Cell cell, State state, String error);
    }

    /**
     * Runs them.
     *
     * @param stop asked before a cell begins: then none does
     * @return those that failed, why by number
     */
    public Map<Integer, String> run(Workers workers, Observer observer, BooleanSupplier stop) {
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "apical-cell");
            thread.setDaemon(true);
            return thread;
        });
        CompletionService<Void> ended = new ExecutorCompletionService<>(pool);
        try {
            int begun = 0;
            int through = 0;
            while (through < begun || begun < open.size() && !stop.getAsBoolean()) {
                int places = Math.max(1, workers.places());
                while (begun < open.size() && begun - through < places && !stop.getAsBoolean()) {
                    Cell cell = open.get(begun++);
                    ended.submit(() -> run(cell, workers, observer), null);
                }
                Future<Void> one = ended.poll(1, TimeUnit.SECONDS);
                if (one != null) {
                    one.get();
                    through++;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a cell cannot be run", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
        return failed;
    }

    private void run(Cell cell, Workers workers, Observer observer) {
        CellOutcome outcome = null;
        for (int attempt = 1; attempt <= ATTEMPTS && (outcome == null || outcome.state() == State.FAILED); attempt++) {
            outcome = attempt(cell, workers);
            if (outcome.state() == State.FAILED) {
                RunLog.logger().info("cell {}, attempt {}: {}", cell.number(), attempt, Shown.line(outcome.error()));
            }
        }
        if (outcome.state() == State.FAILED) {
            failed.put(cell.number(), Shown.line(outcome.error()));
        } else {
            files.write(cell, outcome);
        }
        observer.through(cell, outcome.state(), outcome.error());
    }

    private static CellOutcome attempt(Cell cell, Workers workers) {
        try {
            CellOutcome outcome = CellOutcome.of(workers.run(cell.description()));
            return outcome.state() == State.FAILED || is(cell, outcome)
                    ? outcome
                    : CellOutcome.failed(
                            new IllegalStateException("the worker has run another cell or version of Apical"));
        } catch (RuntimeException e) {
            return CellOutcome.failed(e);
        }
    }

    private static boolean is(Cell cell, CellOutcome outcome) {
        return RunIdentity.of(LocatedYaml.read("run.yaml of cell " + cell.number(), outcome.description()))
                .equals(cell.identity());
    }
}

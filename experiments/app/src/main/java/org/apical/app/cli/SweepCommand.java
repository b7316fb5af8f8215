package org.apical.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;
import org.apical.app.store.RunLog;
import org.apical.app.sweep.CellOutcome.State;
import org.apical.app.sweep.SweepFindings;
import org.apical.app.sweep.SweepPlan;
import org.apical.app.sweep.SweepResult;
import org.apical.app.sweep.SweepRun;
import org.apical.app.sweep.Workers;
import org.apical.app.text.Shown;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical sweep} */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an experiment once for each cell of its grid; results do not depend on where cells run.",
            "Writes results.csv, cells.csv, cells/, report.html, metrics.csv, run.yaml and log.txt."
        })
final class SweepCommand implements Callable<Integer> {
    static final String QUESTION = "sweep";

    @Parameters(paramLabel = "FILE.yaml", description = "an experiment with the key grid")
    private Path file;

    @Option(
            names = "--master",
            paramLabel = "M",
            defaultValue = Workers.THREADS,
            description = {
                "where cells are run (default: ${DEFAULT-VALUE}): threads, as many as --threads says;",
                "local[N] in Spark; spark://HOST:PORT on a cluster. If given, results also as Parquet"
            })
    private String master;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default: runs/sweep- and the name of the file)")
    private Path out;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MatrixProduct product = MatrixProduct.detect();
        SweepPlan plan = SweepPlan.of(options.of(ExperimentFile.read(file)), product);
        Supplier<Workers> workers = Workers.of(master, options.threads());
        RunFrame.Request request = new RunFrame.Request(
                QUESTION,
                "experiments/apical sweep " + file + " --master '" + master + "'",
                plan.description(),
                Map.of("question", QUESTION));
        Path directory = out == null ? Path.of("runs", "sweep-" + RunCommand.name(file)) : out;
        return new RunFrame(spec, options, product).run(directory, request, place -> run(plan, workers, place));
    }

    private RunFrame.Outcome run(SweepPlan plan, Supplier<Workers> workers, RunFrame.Place place) {
        SweepRun run = new SweepRun(plan, place.directory());
        Map<Integer, String> failed = Map.of();
        if (run.open() > 0) {
            place.progress()
                    .accept(run.open() + " of " + plan.cells().size() + " cells to run on " + master
                            + (run.open() < plan.cells().size() ? ", the others have run" : ""));
            failed = cells(run, workers, place);
        }
        SweepResult result = SweepResult.write(plan, place.directory(), failed);
        Findings findings = SweepFindings.of(result);
        return new RunFrame.Outcome(
                findings,
                "sweep · " + RunCommand.name(file),
                plan.description(),
                root -> json(root, result, place),
                failed.isEmpty());
    }

    private Map<Integer, String> cells(SweepRun run, Supplier<Workers> source, RunFrame.Place place) {
        try (StopSignals signals = new StopSignals(place.progress());
                Workers workers = source.get()) {
            AtomicLong through = new AtomicLong();
            place.meter().begin("cells", run.open(), "cells to run");
            place.meter().to(0);
            Map<Integer, String> failed = run.run(
                    workers,
                    (cell, ended, error) -> {
                        place.heartbeat().said();
                        if (ended == State.FAILED) {
                            place.meter().says("sweep: cell " + cell.name() + " failed: " + error);
                        }
                        place.meter().to(through.incrementAndGet());
                        RunLog.logger()
                                .info(
                                        "cell {} {}{}",
                                        cell.name(),
                                        ended,
                                        error.isEmpty() ? "" : ": " + Shown.line(error));
                    },
                    signals::asked);
            place.meter().end("");
            signals.stopIfAsked();
            return failed;
        }
    }

    private static void json(ObjectNode root, SweepResult result, RunFrame.Place place) {
        ObjectNode cells = root.putObject("cells");
        for (String ended : new String[] {"complete", "diverged", "failed"}) {
            cells.put(ended, result.count(ended));
        }
        root.put("results", place.directory().file("results.csv").toString());
    }
}

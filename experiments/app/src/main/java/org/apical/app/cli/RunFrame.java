package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apical.app.check.Check;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.Checkpoints;
import org.apical.app.store.DirectoryLock;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.app.text.Shown;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Model.CommandSpec;

/** What is around every run: its directory, log and threads; then run.yaml, metrics.csv, report.html, the screen, JSON and the exit code. */
record RunFrame(CommandSpec spec, RunOptions options, MatrixProduct product) {

    /**
     * What is run.
     *
     * @param name of the question or study, before every line of progress
     * @param command the command line that repeats it, without options that every run has
     * @param description everything that decides the numbers, as it is written to run.yaml
     * @param facts about the run beside it
     */
    record Request(String name, String command, Map<String, Object> description, Map<String, Object> facts) {}

    /**
     * Where it runs.
     *
     * @param progress told what begins
     * @param heartbeat told what goes on and is shown elsewhere
     */
    record Place(
            RunDirectory directory,
            LaneBlocks threads,
            MatrixProduct product,
            Consumer<String> progress,
            Heartbeat heartbeat) {}

    /**
     * What came out.
     *
     * @param kicker what stands above the title of the page
     * @param settings everything that decided the numbers, for the page: a record or a map
     * @param json adds what the command's JSON holds
     */
    record Outcome(Findings findings, String kicker, Object settings, Consumer<ObjectNode> json) {}

    /** The work itself. */
    @FunctionalInterface
    interface Work {
        Outcome run(Place place);
    }

    int run(Path out, Request request, Work work) {
        int workers = options.threads();
        RunDirectory directory = RunDirectory.open(out, "log.txt", "run.yaml", "metrics.csv", "report.html");
        try (DirectoryLock lock = DirectoryLock.of(directory);
                RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks threads = new LaneBlocks(workers);
                Heartbeat heartbeat = new Heartbeat(request.name(), this::print)) {
            String command = request.command() + options.words();
            RunLog.logger().info(Shown.line(command));
            // what another run has left is not to stand beside what this one says of itself
            directory.remove("metrics.csv", "report.html", "recording.h5");
            Checkpoints.remove(directory);
            directory.write("run.yaml", RunDescription.of(request.description(), facts(request, command, workers)));
            Consumer<String> progress = part -> {
                RunLog.logger().info(Shown.line(part));
                heartbeat.begins(part);
                print(request.name() + ": " + part);
            };
            Outcome outcome = work.run(new Place(directory, threads, product, progress, heartbeat));
            directory.write("metrics.csv", MetricsFile.of(outcome.findings().measures()));
            directory.write(
                    "report.html",
                    FindingsReport.of(
                            outcome.findings(),
                            outcome.kicker(),
                            outcome.settings(),
                            command,
                            workers,
                            product.describe()));
            String text = FindingsText.of(outcome.findings());
            RunLog.logger().info("done{}", text);
            String report = directory.file("report.html").toString();
            String shown = text + System.lineSeparator() + "report: " + Shown.line(report) + System.lineSeparator();
            options.print(spec, shown, () -> json(outcome, report));
            return Check.noneFailed(outcome.findings().checks()) ? 0 : ApicalCommand.FAILED;
        }
    }

    private Map<String, Object> facts(Request request, String command, int workers) {
        Map<String, Object> facts = new LinkedHashMap<>(request.facts());
        facts.put("command", command);
        facts.put("version", RunDescription.version());
        facts.put("machine", RunDescription.machine(workers, product.describe()));
        return Map.of(ExperimentFile.RUN, facts);
    }

    private void print(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Shown.line(line));
        err.flush();
    }

    private static ObjectNode json(Outcome outcome, String report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        outcome.json().accept(root);
        FindingsJson.checks(root, outcome.findings().checks());
        root.put("report", report);
        return root;
    }
}

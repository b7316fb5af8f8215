package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.Checkpoints;
import org.apical.app.store.DirectoryLock;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunBeginning;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDescription.State;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.app.sweep.CellFiles;
import org.apical.app.text.Shown;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Model.CommandSpec;

/** What is around every run: its directory, log and threads; then run.yaml, metrics.csv, report.html, the screen, JSON, events and the exit code. */
record RunFrame(CommandSpec spec, RunOptions options, MatrixProduct product) {
    /** Silence after which it is said what goes on (s): at a terminal, and elsewhere. */
    private static final long QUIET_TERMINAL_SECONDS = 10;

    private static final long QUIET_SECONDS = 60;

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
     * @param meter told how far it is
     * @param heartbeat told what goes on and is shown elsewhere
     * @param id of the run
     * @param checkpointSeconds from one checkpoint to the next
     */
    record Place(
            RunDirectory directory,
            LaneBlocks threads,
            MatrixProduct product,
            Consumer<String> progress,
            Meter meter,
            Heartbeat heartbeat,
            String id,
            double checkpointSeconds) {}

    /**
     * What came out.
     *
     * @param kicker what stands above the title of the page
     * @param settings everything that decided the numbers, for the page: a record or a map
     * @param json adds what the command's JSON holds
     * @param whole whether nothing is left to go on with
     */
    record Outcome(Findings findings, String kicker, Object settings, Consumer<ObjectNode> json, boolean whole) {
        Outcome(Findings findings, String kicker, Object settings, Consumer<ObjectNode> json) {
            this(findings, kicker, settings, json, true);
        }

        private State state() {
            State ended = Check.noneFailed(findings.checks()) ? State.COMPLETE : State.FAILED;
            return whole ? ended : State.INCOMPLETE;
        }
    }

    /** The work itself. */
    @FunctionalInterface
    interface Work {
        Outcome run(Place place);
    }

    int run(Path out, Request request, Work work) {
        int workers = options.threads();
        options.checkpointSeconds();
        String command = request.command() + options.words();
        RunDescription description = new RunDescription(request.description(), facts(request, command, workers));
        RunBeginning.Wish wish = options.wish();
        Optional<Events> events = options.events(spec);
        RunDirectory directory = RunDirectory.open(out, "log.txt", "run.yaml", "metrics.csv", "report.html");
        try (DirectoryLock lock = DirectoryLock.of(directory)) {
            RunBeginning beginning = RunBeginning.in(directory, description.identity(), wish);
            if (beginning == RunBeginning.NOT) {
                Checkpoints.removeState(directory);
                int exit = RunBeginning.failed(directory) ? ApicalCommand.FAILED : 0;
                print(request.name() + ": " + out + " is complete");
                events.ifPresent(script -> script.tell("finished", root -> {
                    root.put("exit", exit);
                    root.put("directory", directory.file("").toString());
                    root.putNull("result");
                }));
                return exit;
            }
            return run(directory, beginning == RunBeginning.ON, request, description, work);
        }
    }

    private int run(RunDirectory directory, boolean on, Request request, RunDescription description, Work work) {
        String command = request.command() + options.words();
        String id = description.identity().id();
        Optional<Events> events = options.events(spec);
        try (RunLog log = RunLog.open(directory, on);
                LaneBlocks threads = new LaneBlocks(options.threads());
                Meter meter = events.map(Meter::to).orElseGet(() -> Meter.to(System.err));
                Heartbeat heartbeat = new Heartbeat(request.name(), quietSeconds(), meter::says)) {
            RunLog.logger().info("{}, run {}", Shown.line(command), id);
            if (!on) {
                // what another run has left is not to stand beside what this one says of itself
                directory.remove("metrics.csv", "report.html", "recording.h5");
                Checkpoints.remove(directory);
                CellFiles.remove(directory);
            }
            directory.write("run.yaml", description.text(State.INCOMPLETE));
            Consumer<String> progress = part -> {
                RunLog.logger().info(Shown.line(part));
                heartbeat.begins(part);
                meter.says(request.name() + ": " + part);
            };
            events.ifPresent(script -> script.tell("begins", root -> {
                root.put("name", request.name());
                root.put("run", id);
                root.put("directory", directory.file("").toString());
                root.put("resumed", on);
            }));
            try {
                Place place = new Place(
                        directory, threads, product, progress, meter, heartbeat, id, options.checkpointSeconds());
                Outcome outcome = work.run(place);
                meter.close();
                return finish(directory, description, outcome, command, events);
            } catch (StopSignals.Stopped stopped) {
                meter.close();
                progress.accept("stopped by " + stopped.getMessage() + "; it goes on with " + command + " --out "
                        + directory.file("") + " --resume");
                events.ifPresent(script -> script.tell("stopped", root -> {
                    root.put("exit", stopped.exit());
                    root.put("directory", directory.file("").toString());
                }));
                return stopped.exit();
            }
        }
    }

    private static long quietSeconds() {
        return Meter.terminal() ? QUIET_TERMINAL_SECONDS : QUIET_SECONDS;
    }

    private int finish(
            RunDirectory directory,
            RunDescription description,
            Outcome outcome,
            String command,
            Optional<Events> events) {
        int workers = options.threads();
        Map<String, String> files = outcome.findings().files();
        if (!files.isEmpty()) {
            RunDirectory experiments = directory.below(RunDirectory.EXPERIMENTS);
            files.forEach(experiments::write);
        }
        directory.write("metrics.csv", MetricsFile.of(outcome.findings().measures()));
        directory.write(
                "report.html",
                FindingsReport.of(
                        outcome.findings(),
                        outcome.kicker(),
                        outcome.settings(),
                        command,
                        description.identity().id(),
                        workers,
                        product.describe()));
        directory.write("run.yaml", description.text(outcome.state()));
        Checkpoints.removeState(directory);
        String text = FindingsText.of(outcome.findings());
        RunLog.logger().info("done{}", text);
        String report = directory.file("report.html").toString();
        String shown = text + System.lineSeparator() + "report: " + Shown.line(report) + System.lineSeparator();
        int exit = outcome.state() == State.COMPLETE ? 0 : ApicalCommand.FAILED;
        options.print(spec, shown, () -> json(outcome, report));
        events.ifPresent(script -> script.tell("finished", root -> {
            root.put("exit", exit);
            root.put("directory", directory.file("").toString());
            root.set("result", json(outcome, report));
        }));
        return exit;
    }

    private Map<String, Object> facts(Request request, String command, int workers) {
        Map<String, Object> facts = new LinkedHashMap<>(request.facts());
        facts.put("command", command);
        facts.put("version", RunDescription.version());
        facts.put("machine", RunDescription.machine(workers, product.describe()));
        return facts;
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

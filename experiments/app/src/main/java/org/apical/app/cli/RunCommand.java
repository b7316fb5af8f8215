package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.apical.app.UserError;
import org.apical.app.check.Check;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.report.ControllerReport;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.app.store.StudyMetrics;
import org.apical.app.study.ControllerStudy;
import org.apical.app.study.Studies;
import org.apical.app.study.Study;
import org.apical.app.study.StudyChecks;
import org.apical.app.study.StudyResult;
import org.apical.app.study.StudySettings;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical run} */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a study (apical studies lists them). Writes report.html, metrics.csv, run.yaml and log.txt.",
            "Or runs a described network under F1, F2 and F3 and compares them. Writes metrics.csv, network.yaml and log.txt."
        })
final class RunCommand implements Callable<Integer> {
    static final String CONTROLLER = "controller";
    static final String CONTROLLER_SUMMARY =
            "controllers made of rate and spiking neurons beside the ideal one: error, drift, ten seconds in the loop";

    @Parameters(
            paramLabel = "STUDY|FILE.yaml",
            description = "a study: apical studies lists them; or a network: experiments/networks has examples")
    private String study;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            description =
                    "of the study controller: neurons per dimension and ensemble, even, in the figures and in the loop (default: 200)")
    private Integer neurons;

    @Option(names = "--quick", description = "the short form of a study, in seconds")
    private boolean quick;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default: runs/ and the name of the study or file)")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (study.endsWith(".yaml") || study.endsWith(".yml")) {
            return file(Path.of(study));
        }
        if (!study.equals(CONTROLLER)) {
            Study named = Studies.named(study).orElseThrow(() -> unknown(study));
            return new StudyRunner(named, options, spec).run(out("runs/" + named.name()), quick);
        }
        StudySettings settings = StudySettings.full(options.seed());
        settings = quick ? settings.quick() : settings;
        settings = neurons == null ? settings : settings.withNeurons(neurons);
        int workers = options.threads();
        RunDirectory directory =
                RunDirectory.open(out("runs/controller"), "log.txt", "run.yaml", "metrics.csv", "report.html");
        try (RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks threads = new LaneBlocks(workers)) {
            MatrixProduct product = MatrixProduct.detect();
            String command = command();
            RunLog.logger().info(command);
            directory.write("run.yaml", RunDescription.of(java.util.Map.of("settings", settings), java.util.Map.of()));
            StudyResult result = ControllerStudy.run(settings, product, threads, this::begins);
            directory.write("metrics.csv", StudyMetrics.of(result));
            directory.write("report.html", ControllerReport.of(result, command, workers, product.describe()));
            List<Check> checks = StudyChecks.of(result);
            String table = StudyTable.of(result, checks);
            RunLog.logger().info("done{}", table);
            print(result, checks, table, directory);
            return Check.allHeld(checks) ? 0 : ApicalCommand.FAILED;
        }
    }

    /** The question that a file was asked before, if it is the run.yaml of one; else what it describes is run. */
    private int file(Path file) {
        ExperimentFile described = ExperimentFile.read(file);
        Map<String, String> before = described.run();
        Path directory = out == null ? directory(file, "run") : out;
        if (AuditCommand.QUESTION.equals(before.get("question"))) {
            boolean brief = quick || "true".equals(before.get("quick"));
            return AuditCommand.run(file, brief, directory, options, spec);
        }
        MatrixProduct product = MatrixProduct.detect();
        Experiment experiment = options.of(described).experiment(product);
        RunFrame.Request request = new RunFrame.Request(
                "run", "experiments/apical run " + file, ExperimentFile.map(experiment), Map.of("question", "run"));
        return new RunFrame(spec, options, product)
                .run(directory, request, place -> new ExperimentRuns(experiment, place).run());
    }

    /** Where a file's run goes. */
    static Path directory(Path file, String otherwise) {
        return directory(file, otherwise, "");
    }

    static Path directory(Path file, String otherwise, String before) {
        if (file == null) {
            return Path.of("runs", otherwise);
        }
        return Path.of("runs", before + file.getFileName().toString().replaceAll("\\.ya?ml$", ""));
    }

    private static UserError unknown(String argument) {
        StringJoiner known = new StringJoiner(", ").add(RunCommand.CONTROLLER);
        Studies.ALL.forEach(study -> known.add(study.name()));
        return new UserError("run: expected a study (" + known + ") or a FILE.yaml, found '" + argument + "'");
    }

    private Path out(String otherwise) {
        return out == null ? Path.of(otherwise) : out;
    }

    /** The command line that repeats this run. */
    private String command() {
        return "experiments/apical run " + study + (quick ? " --quick" : "")
                + (neurons == null ? "" : " --neurons " + neurons) + " --seed " + options.seed();
    }

    private void begins(String part) {
        RunLog.logger().info(part);
        spec.commandLine().getErr().println(CONTROLLER + ": " + part);
        spec.commandLine().getErr().flush();
    }

    private void print(StudyResult result, List<Check> checks, String table, RunDirectory directory) {
        String text =
                table + System.lineSeparator() + "report: " + directory.file("report.html") + System.lineSeparator();
        options.print(spec, text, () -> json(result, checks, directory));
    }

    private ObjectNode json(StudyResult result, List<Check> checks, RunDirectory directory) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("study", study);
        root.put("seed", result.settings().seed());
        FindingsJson.checks(root, checks);
        root.put("report", directory.file("report.html").toString());
        return root;
    }
}

package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.app.study.Bench;
import org.apical.app.study.Study;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a {@link Study} and leaves what it found on the screen and on disk. */
final class StudyRunner {
    private final Study study;
    private final RunOptions options;
    private final CommandSpec spec;

    StudyRunner(Study study, RunOptions options, CommandSpec spec) {
        this.study = study;
        this.options = options;
        this.spec = spec;
    }

    int run(Path out, boolean quick) {
        int workers = options.threads();
        RunDirectory directory = RunDirectory.open(out, "log.txt", "run.yaml", "metrics.csv", "report.html");
        try (RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks threads = new LaneBlocks(workers)) {
            MatrixProduct product = MatrixProduct.detect();
            String command =
                    "experiments/apical run " + study.name() + (quick ? " --quick" : "") + " --seed " + options.seed();
            RunLog.logger().info(command);
            Bench bench = new Bench(options.seed(), quick, product, threads, this::begins);
            Object settings = study.settings(bench);
            directory.write("run.yaml", RunDescription.of(java.util.Map.of("settings", settings), java.util.Map.of()));
            Findings findings = study.run(bench);
            directory.write("metrics.csv", MetricsFile.of(findings.measures()));
            String kicker = "study · " + study.name() + " · seed " + options.seed();
            directory.write(
                    "report.html", FindingsReport.of(findings, kicker, settings, command, workers, product.describe()));
            String text = FindingsText.of(findings);
            RunLog.logger().info("done{}", text);
            String report = "report: " + directory.file("report.html");
            String shown = text + System.lineSeparator() + report + System.lineSeparator();
            options.print(spec, shown, () -> json(findings, directory));
            return Check.allHeld(findings.checks()) ? 0 : ApicalCommand.FAILED;
        }
    }

    private void begins(String part) {
        RunLog.logger().info(part);
        spec.commandLine().getErr().println(study.name() + ": " + part);
        spec.commandLine().getErr().flush();
    }

    private ObjectNode json(Findings findings, RunDirectory directory) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("study", study.name());
        root.put("seed", options.seed());
        FindingsJson.measures(root, findings.measures());
        FindingsJson.checks(root, findings.checks());
        root.put("report", directory.file("report.html").toString());
        return root;
    }
}

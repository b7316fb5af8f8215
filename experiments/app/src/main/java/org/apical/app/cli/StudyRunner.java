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
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a {@link Study} and leaves what it found on the screen and on disk.
 *
 * @param <P> the plan of the study
 */
final class StudyRunner<P extends Record> {
    private final Study<P> study;
    private final P plan;
    private final String command;
    private final RunOptions options;
    private final CommandSpec spec;

    /** @param command the command line that repeats the run */
    StudyRunner(Study<P> study, P plan, String command, RunOptions options, CommandSpec spec) {
        this.study = study;
        this.plan = plan;
        this.command = command;
        this.options = options;
        this.spec = spec;
    }

    int run(Path out) {
        int workers = options.threads();
        RunDirectory directory = RunDirectory.open(out, "log.txt", "run.yaml", "metrics.csv", "report.html");
        try (RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks threads = new LaneBlocks(workers)) {
            MatrixProduct product = MatrixProduct.detect();
            RunLog.logger().info(command);
            directory.write("run.yaml", RunDescription.of(plan, command, workers, product.describe()));
            Findings findings = study.run(plan, new StudyContext(product, threads, this::begins));
            directory.write("metrics.csv", MetricsFile.of(findings.measures()));
            String kicker = "study · " + study.name() + " · seed " + options.seed();
            directory.write(
                    "report.html", FindingsReport.of(findings, kicker, plan, command, workers, product.describe()));
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

package org.apical.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apical.app.UserError;
import org.apical.app.audit.Audit;
import org.apical.app.audit.AuditFindings;
import org.apical.app.audit.AuditResult;
import org.apical.app.audit.AuditSettings;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.model.NetworkFile;
import org.apical.app.model.NetworkModel;
import org.apical.app.model.NetworkYaml;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical audit} */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how plausible a described network is as biology: what its rules read, and how far back; whether weights are copied; phases;",
            "signs; how strong feedback is; what learning bears of noise, delay, sparse feedback, other conductances, reciprocal coupling.",
            "Writes report.html, metrics.csv, network.yaml, run.yaml and log.txt. Fails if a rule reads what it does not declare."
        })
final class AuditCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE.yaml",
            description = "a network with a section learning: experiments/networks/audit.yaml is one")
    private Path file;

    @Option(names = "--quick", description = "seconds instead of minutes: fewer samples, epochs and points")
    private boolean quick;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default: runs/audit- and the name of the file)")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int workers = options.threads();
        NetworkModel model = NetworkFile.read(file);
        if (model.learning().isEmpty()) {
            throw new UserError(file + ": learning: expected a section that says how the network learns"
                    + " (experiments/networks/audit.yaml has one), found none");
        }
        RunDirectory directory =
                RunDirectory.open(out(), "log.txt", "network.yaml", "run.yaml", "metrics.csv", "report.html");
        try (RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks threads = new LaneBlocks(workers)) {
            MatrixProduct product = MatrixProduct.detect();
            String command =
                    "experiments/apical audit " + file + (quick ? " --quick" : "") + " --seed " + options.seed();
            RunLog.logger().info(command);
            directory.write("network.yaml", NetworkYaml.write(model));
            AuditResult result = Audit.run(model, options.seed(), quick, product, threads, this::begins);
            AuditSettings settings = AuditSettings.of(file.toString(), result);
            directory.write("run.yaml", RunDescription.of(settings, command, workers, product.describe()));
            Findings findings = AuditFindings.of(result, name());
            directory.write("metrics.csv", MetricsFile.of(findings.measures()));
            directory.write(
                    "report.html",
                    FindingsReport.of(
                            findings,
                            "audit · seed " + options.seed(),
                            settings,
                            command,
                            workers,
                            product.describe()));
            String text = FindingsText.of(findings);
            RunLog.logger().info("done{}", text);
            String report = directory.file("report.html").toString();
            String shown = text + System.lineSeparator() + "report: " + report + System.lineSeparator();
            options.print(spec, shown, () -> AuditJson.of(file.toString(), result, findings.checks(), report));
            return Check.allHeld(findings.checks()) ? 0 : ApicalCommand.FAILED;
        }
    }

    private String name() {
        return file.getFileName().toString();
    }

    private Path out() {
        return out == null ? Path.of("runs", "audit-" + name().replaceAll("\\.ya?ml$", "")) : out;
    }

    private void begins(String part) {
        RunLog.logger().info(part);
        spec.commandLine().getErr().println("audit: " + part);
        spec.commandLine().getErr().flush();
    }
}

package org.apical.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apical.app.UserError;
import org.apical.app.audit.Audit;
import org.apical.app.audit.AuditFindings;
import org.apical.app.audit.AuditResult;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Learning;
import org.apical.app.findings.Findings;
import org.apical.app.task.Score;
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
            "signs; how strong feedback is; how robust learning is to noise, delay, sparse feedback, other conductances, reciprocal coupling.",
            "Writes report.html, metrics.csv, run.yaml and log.txt. Fails if a rule reads what it does not declare."
        })
final class AuditCommand implements Callable<Integer> {
    static final String QUESTION = "audit";

    @Parameters(
            paramLabel = "FILE.yaml",
            description = "an experiment with data: experiments/networks/audit.yaml is one")
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
        Path directory = out == null ? Path.of("runs", QUESTION + "-" + RunCommand.name(file)) : out;
        return run(file, quick, directory, options, spec);
    }

    /** Audits a file. */
    static int run(Path file, boolean quick, Path directory, RunOptions options, CommandSpec spec) {
        MatrixProduct product = MatrixProduct.detect();
        Experiment experiment = options.of(ExperimentFile.read(file)).audited(product);
        if (experiment.data().isEmpty()) {
            throw new UserError(file + ": expected the key data, from which the network learns"
                    + " (experiments/networks/audit.yaml has it), found none");
        }
        if (experiment.task().score() != Score.ACCURACY) {
            throw new UserError(
                    file + ": expected data with classes, whose accuracy an audit compares, found a regression");
        }
        if (experiment.learning().method() != Learning.Method.CONTROL) {
            throw new UserError(
                    file + ": expected learning.method: control, as an audit asks of a local rule what it needs, found "
                            + experiment
                                    .learning()
                                    .method()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' '));
        }
        RunFrame.Request request = new RunFrame.Request(
                QUESTION,
                "experiments/apical audit " + file + (quick ? " --quick" : ""),
                ExperimentFile.map(experiment),
                Map.of("question", QUESTION, "quick", quick));
        return new RunFrame(spec, options, product).run(directory, request, place -> {
            AuditResult result = Audit.run(experiment, quick, place.product(), place.threads(), place.progress());
            Findings findings = AuditFindings.of(result, file.getFileName().toString());
            String kicker = "audit · seed " + experiment.seed();
            return new RunFrame.Outcome(findings, kicker, ExperimentFile.map(result.experiment()), root -> {
                root.put("network", file.toString());
                root.put("seed", experiment.seed());
                root.put("quick", quick);
                FindingsJson.measures(root, findings.measures());
            });
        });
    }
}

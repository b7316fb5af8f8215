package org.apical.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.audit.AuditReport;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
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
            "Measures how plausible a described network is as biology: whether it learns, beside backprop and controls; what its rules read, and how far back;",
            "whether weights are copied; phases; signs; rates and potentials; how robust learning is to noise, delay, sparse synapses, neurons that differ, wrong maps.",
            "Several networks, drawn anew, decide each line. Writes report.html, metrics.csv, run.yaml and log.txt. Fails if a rule reads what it does not declare."
        })
final class AuditCommand implements Callable<Integer> {
    static final String QUESTION = "audit";
    /** What a run of several files is. */
    static final String SEVERAL = "audits";

    private static final String NETWORK = "network";

    @Parameters(
            paramLabel = "FILE.yaml",
            arity = "1..*",
            description = "an experiment with data: experiments/networks/audit.yaml is one; several stand side by side")
    private List<Path> files;

    @Option(
            names = "--quick",
            description =
                    "seconds instead of minutes: fewer networks, samples, epochs and values; intervals say what that costs")
    private boolean quick;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "networks that are drawn and trained (default: audit.seeds of the file)")
    private Integer seeds;

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
        String names = files.stream().map(RunCommand::name).collect(Collectors.joining("-"));
        Path directory = out == null ? Path.of("runs", QUESTION + "-" + names) : out;
        OptionalInt networks = seeds == null ? OptionalInt.empty() : OptionalInt.of(seeds);
        return run(files, quick, networks, directory, options, spec);
    }

    /** Audits files. */
    static int run(
            List<Path> files, boolean quick, OptionalInt seeds, Path directory, RunOptions options, CommandSpec spec) {
        MatrixProduct product = MatrixProduct.detect();
        Map<String, ExperimentFile> networks = new LinkedHashMap<>();
        Map<String, Map<String, Object>> described = new LinkedHashMap<>();
        for (Path file : files) {
            ExperimentFile read = ExperimentFile.read(file);
            ExperimentFile network = options.of(read);
            if (seeds.isPresent()) {
                network = network.with("--seeds", "audit.seeds", String.valueOf(seeds.getAsInt()));
            }
            Experiment experiment = checked(file, network.audited(product));
            String name = read.run().getOrDefault(NETWORK, file.getFileName().toString());
            if (networks.put(name, network) != null) {
                throw new UserError("audit: expected files of different names, found " + name + " twice");
            }
            described.put(name, ExperimentFile.map(experiment));
        }
        String words = files.stream().map(Path::toString).collect(Collectors.joining(" "));
        Map<String, Object> description =
                files.size() == 1 ? described.values().iterator().next() : new LinkedHashMap<>(described);
        RunFrame.Request request = new RunFrame.Request(
                QUESTION,
                "experiments/apical audit " + words + (quick ? " --quick" : "")
                        + (seeds.isPresent() ? " --seeds " + seeds.getAsInt() : ""),
                description,
                files.size() == 1
                        ? Map.of(
                                "question",
                                QUESTION,
                                "quick",
                                quick,
                                NETWORK,
                                networks.keySet().iterator().next())
                        : Map.of("question", SEVERAL, "quick", quick));
        return new RunFrame(spec, options, product).run(directory, request, place -> {
            AuditReport report = StudyPlace.run(QUESTION, place, context -> AuditReport.of(networks, quick, context));
            return new RunFrame.Outcome(report.findings(), "audit · seed " + report.seed(), description, root -> {
                root.put(NETWORK, words);
                root.put("seed", report.seed());
                root.put("quick", quick);
                FindingsJson.answers(root, report.networks());
                FindingsJson.measures(root, report.findings().measures());
            });
        });
    }

    private static Experiment checked(Path file, Experiment experiment) {
        if (experiment.data().isEmpty()) {
            throw new UserError(file + ": expected the key data, from which the network learns"
                    + " (experiments/networks/audit.yaml has it), found none");
        }
        if (experiment.task().score() != Score.ACCURACY) {
            throw new UserError(
                    file + ": expected data with classes, whose accuracy an audit compares, found a regression");
        }
        return experiment;
    }
}

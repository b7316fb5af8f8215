package org.apical.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Findings;
import org.apical.app.study.Studies;
import org.apical.app.study.Study;
import org.apical.app.sweep.Workers;
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
            "Runs a study (apical studies lists them), an experiment under its formulations, or what a run.yaml says was run.",
            "Writes report.html, metrics.csv, run.yaml and log.txt; of an experiment that learns also recording.h5 and checkpoint/."
        })
final class RunCommand implements Callable<Integer> {
    private static final String STUDY = "study";

    @Parameters(
            paramLabel = "STUDY|FILE.yaml",
            description = "a study: apical studies lists them; or an experiment: experiments/networks has examples")
    private String what;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            description =
                    "of the study controller: neurons per dimension and ensemble, even, in the figures and in the loop (default: 200)")
    private Integer neurons;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "of the studies table1 and strong: seeds of every network (default: what each method can afford)")
    private Integer seeds;

    @Option(names = "--quick", description = "the short form of a study, in seconds")
    private boolean quick;

    @Mixin
    private RunOptions options;

    @Mixin
    private MasterOption master;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default: runs/ and the name of the study or file)")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!what.endsWith(".yaml") && !what.endsWith(".yml")) {
            return study(what, options.seed(), numbers(Map.of()), quick, what);
        }
        Path file = Path.of(what);
        ExperimentFile described = ExperimentFile.read(file);
        Map<String, String> before = described.run();
        boolean brief = quick || "true".equals(before.get("quick"));
        if (before.containsKey(STUDY)) {
            long seed = options.seedOr(ExperimentFile.whole(before.get("seed")));
            return study(before.get(STUDY), seed, numbers(before), brief, name(file));
        }
        for (String option : numbers(Map.of()).keySet()) {
            throw new UserError("--" + option + ": expected a study that has this option, found the file " + what);
        }
        if (AuditCommand.QUESTION.equals(before.get("question"))) {
            master.onlyThreads("the audit " + file);
            return AuditCommand.run(List.of(file), brief, OptionalInt.empty(), directory(name(file)), options, spec);
        }
        if (AuditCommand.SEVERAL.equals(before.get("question"))) {
            throw new UserError(
                    file + ": expected one run, found audits side by side: experiments/apical audit A.yaml B.yaml");
        }
        if (SweepCommand.QUESTION.equals(before.get("question"))) {
            throw new UserError(file + ": expected one run, found a sweep: experiments/apical sweep " + file);
        }
        return experiment(file, described);
    }

    /** Options that change the plan of a study by a number: those that were given, else those of a run before. */
    private Map<String, Integer> numbers(Map<String, String> before) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Optional<Integer>> given =
                Map.of("neurons", Optional.ofNullable(neurons), "seeds", Optional.ofNullable(seeds));
        for (String option : List.of("neurons", "seeds")) {
            given.get(option)
                    .or(() -> Optional.ofNullable(before.get(option)).map(ExperimentFile::whole))
                    .ifPresent(number -> numbers.put(option, number));
        }
        return numbers;
    }

    private int experiment(Path file, ExperimentFile described) {
        if (quick) {
            throw new UserError("--quick: expected a study or an audit, found the experiment " + file);
        }
        MatrixProduct product = MatrixProduct.detect();
        Formulations formulations = options.of(described).formulations(product);
        Optional<Supplier<Workers>> workers = master.workers(formulations.experiment(), options.threads());
        RunFrame.Request request = new RunFrame.Request(
                "run",
                "experiments/apical run " + file + master.words(),
                ExperimentFile.map(formulations.experiment()),
                Map.of("question", "run"));
        return new RunFrame(spec, options, product)
                .run(directory(name(file)), request, place -> new ExperimentRuns(formulations, place, workers).run());
    }

    private int study(String name, long seed, Map<String, Integer> numbers, boolean brief, String directory) {
        return study(Studies.named(name).orElseThrow(() -> unknown(name)), seed, numbers, brief, directory);
    }

    private <P extends Record> int study(
            Study<P> study, long seed, Map<String, Integer> numbers, boolean brief, String directory) {
        options.noKeys("the study " + study.name());
        master.onlyThreads("the study " + study.name());
        P changed = study.plan(seed, brief);
        StringBuilder words = new StringBuilder();
        for (Map.Entry<String, Integer> number : numbers.entrySet()) {
            String option = "--" + number.getKey();
            changed = study.with(changed, option, number.getValue());
            words.append(' ').append(option).append(' ').append(number.getValue());
        }
        P plan = changed;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(STUDY, study.name());
        facts.put("seed", seed);
        facts.put("quick", brief);
        facts.putAll(numbers);
        String command = "experiments/apical run " + study.name() + (brief ? " --quick" : "") + words;
        RunFrame.Request request = new RunFrame.Request(study.name(), command, Map.of("plan", plan), facts);
        MatrixProduct product = MatrixProduct.detect();
        return new RunFrame(spec, options, product).run(directory(directory), request, place -> {
            Findings findings = StudyPlace.run(study.name(), place, context -> study.run(plan, context));
            String kicker = "study · " + study.name() + " · seed " + seed;
            return new RunFrame.Outcome(findings, kicker, plan, root -> {
                root.put(STUDY, study.name());
                root.put("seed", seed);
                FindingsJson.measures(root, findings.measures());
            });
        });
    }

    private Path directory(String name) {
        return out == null ? Path.of("runs", name) : out;
    }

    /** The name of a file without its ending. */
    static String name(Path file) {
        return file.getFileName().toString().replaceAll("\\.ya?ml$", "");
    }

    private static UserError unknown(String argument) {
        String known = Studies.ALL.stream().map(Study::name).collect(Collectors.joining(", "));
        return new UserError("run: expected a study (" + known + ") or a FILE.yaml, found '" + argument + "'");
    }
}

package org.apical.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apical.app.UserError;
import org.apical.app.study.Studies;
import org.apical.app.study.Study;
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
        if (NetworkRunner.isFile(study)) {
            if (neurons != null) {
                throw new UserError("--neurons: expected a study that has this option, found the file " + study);
            }
            Path file = Path.of(study);
            String name = file.getFileName().toString();
            return new NetworkRunner(file, options, spec).run(out("runs/" + name.substring(0, name.lastIndexOf('.'))));
        }
        return run(Studies.named(study).orElseThrow(() -> NetworkRunner.unknown(study)));
    }

    private <P extends Record> int run(Study<P> named) {
        P plan = named.plan(options.seed(), quick);
        if (neurons != null) {
            plan = named.with(plan, "--neurons", neurons);
        }
        String command = "experiments/apical run " + study + (quick ? " --quick" : "")
                + (neurons == null ? "" : " --neurons " + neurons) + " --seed " + options.seed();
        return new StudyRunner<>(named, plan, command, options, spec).run(out("runs/" + study));
    }

    private Path out(String otherwise) {
        return out == null ? Path.of(otherwise) : out;
    }
}

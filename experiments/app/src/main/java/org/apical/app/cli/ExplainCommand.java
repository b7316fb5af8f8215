package org.apical.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.explain.Explanation;
import org.apical.app.explain.ExplanationFindings;
import org.apical.app.explain.ExplanationJson;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical explain} */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a described network means before anything runs: populations and synapses, time constants, transfer resistances, how weights",
            "map between F1, F2 and F3, potentials and f-I curves, which assumptions of the reduction hold, memory. Writes report.html and run.yaml,",
            "the description with every default written out."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "an experiment: experiments/networks/digits.yaml is one")
    private Path file;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default: runs/explain- and the name of the file)")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MatrixProduct product = MatrixProduct.detect();
        Formulations formulations = options.of(ExperimentFile.read(file)).formulations(product);
        Map<String, Object> described = ExperimentFile.map(formulations.experiment());
        RunFrame.Request request = new RunFrame.Request(
                "explain", "experiments/apical explain " + file, described, Map.of("question", "explain"));
        Path directory = out == null ? Path.of("runs", "explain-" + RunCommand.name(file)) : out;
        return new RunFrame(spec, options, product).run(directory, request, place -> {
            Explanation explanation = Explanation.of(formulations, options.threads());
            return new RunFrame.Outcome(
                    ExplanationFindings.of(explanation, file.getFileName().toString()),
                    "explain",
                    described,
                    root -> ExplanationJson.write(explanation, root));
        });
    }
}

package org.apical.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apical.app.UserError;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.sweep.Workers;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apical compare} */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Trains the same network from the same weights as abstract rates (F1), graded compartments (F2) and spikes (F3)",
            "and compares them. Writes report.html, metrics.csv, recording.h5, run.yaml, log.txt and, after each epoch, checkpoint/."
        })
final class CompareCommand implements Callable<Integer> {
    /** Codes of somata whose threshold is in mV: v = 0 at that of the standard LIF soma, a unit of v as wide as its noise. */
    private static final String HIDDEN_ABOUT_THRESHOLD = "{offsetMv: 15, scaleMv: 5, baselineHz: 100, gainHz: 100}";

    private static final String OUTPUT_ABOUT_THRESHOLD = "{offsetMv: 15, scaleMv: 1.5, baselineHz: 200, gainHz: 20}";
    private static final String DEFAULT = "digits.yaml";
    private static final String LEARNED = "digits-learned.yaml";
    private static final int QUICK_SAMPLES = 256;
    private static final int QUICK_TESTED = 200;
    private static final int QUICK_EPOCHS = 3;
    private static final int QUICK_PROBES = 4;

    @Parameters(
            paramLabel = "FILE.yaml",
            arity = "0..1",
            description = "an experiment (default: the embedded digits; experiments/networks/digits.yaml is the same)")
    private Path file;

    @Option(names = "--task", paramLabel = "T", description = "data.set: what to learn")
    private String task;

    @Option(names = "--epochs", paramLabel = "N", description = "learning.epochs: presentations of each sample")
    private Integer epochs;

    @Option(names = "--samples", paramLabel = "N", description = "data.train: training samples")
    private Integer samples;

    @Option(
            names = "--spikes",
            paramLabel = "KIND",
            description =
                    "spikes.soma: escape (escape noise), lif (integrate-and-fire, slower), ...; a f-I curve in closed form is then phi in all formulations")
    private String spikes;

    @Option(
            names = "--controller",
            paramLabel = "KIND",
            description = {
                "controller.kind of F3: ideal (the equation), rate or spiking (LIF neurons; with spiking, nothing but spikes",
                "crosses), none; F1 and F2, the reference, follow its law"
            })
    private String controller;

    @Option(
            names = "--controller-neurons",
            paramLabel = "N",
            description = "controller.neurons: per output and ensemble of such a controller, even")
    private Integer controllerNeurons;

    @Option(
            names = "--feedback",
            paramLabel = "KIND",
            description = {
                "learning.feedback: fixed (the initial forward weights, transposed) or learned (random at first, learned from",
                "noise by each formulation for itself, before and between its epochs; no weight is copied)"
            })
    private String feedback;

    @Option(
            names = "--neurons",
            paramLabel = "N",
            description = "spikes.neuronsPerUnit: spiking neurons per unit of F3")
    private Integer neurons;

    @Option(names = "--learning-rate", paramLabel = "X", description = "learning.optimiser.rate: of the first step")
    private String learningRate;

    @Option(names = "--quick", description = "seconds instead of a minute: at most 256 samples, 3 epochs")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default: runs/compare, or runs/ and the name of the file)")
    private Path out;

    @Mixin
    private RunOptions options;

    @Mixin
    private MasterOption master;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MatrixProduct product = MatrixProduct.detect();
        Formulations formulations = formulations(product);
        Experiment experiment = formulations.experiment();
        if (experiment.data().isEmpty()) {
            throw new UserError(
                    file
                            + ": expected the key data, from which to learn, found none (apical run compares networks that do not learn)");
        }
        Optional<Supplier<Workers>> workers = master.workers(experiment, options.threads());
        RunFrame.Request request = new RunFrame.Request(
                "compare",
                "experiments/apical compare" + words() + master.words(),
                ExperimentFile.map(experiment),
                Map.of("question", "compare"));
        Path directory = out == null ? Path.of("runs", file == null ? "compare" : RunCommand.name(file)) : out;
        return new RunFrame(spec, options, product)
                .run(directory, request, place -> new ExperimentRuns(formulations, place, workers).run());
    }

    private Formulations formulations(MatrixProduct product) {
        ExperimentFile described = file == null ? ExperimentFile.embedded(DEFAULT) : ExperimentFile.read(file);
        described = set(described, "--task", "data.set", task);
        described = set(described, "--epochs", "learning.epochs", epochs);
        described = set(described, "--samples", "data.train", samples);
        described = set(described, "--controller", "controller.kind", controller);
        described = set(described, "--controller-neurons", "controller.neurons", controllerNeurons);
        described = set(described, "--neurons", "spikes.neuronsPerUnit", neurons);
        described = set(described, "--learning-rate", "learning.optimiser.rate", learningRate);
        if (spikes != null) {
            described = spikes(described);
        }
        if (feedback != null) {
            described = feedback(described);
        }
        Formulations formulations = options.of(described).formulations(product);
        return quick
                ? new Formulations(
                        formulations
                                .experiment()
                                .limited(
                                        samples == null ? QUICK_SAMPLES : Integer.MAX_VALUE,
                                        QUICK_TESTED,
                                        epochs == null ? QUICK_EPOCHS : Integer.MAX_VALUE,
                                        QUICK_PROBES),
                        product)
                : formulations;
    }

    private static ExperimentFile set(ExperimentFile file, String option, String key, Object value) {
        return value == null ? file : file.with(option, key, value.toString());
    }

    /** Somata whose f–I curve is known fire along it: it is then phi. */
    private ExperimentFile spikes(ExperimentFile described) {
        ExperimentFile changed = described.with("--spikes", "spikes.soma", spikes);
        if (options.of(changed).firesAlongACurve()) {
            changed = changed.with("--spikes", "spikes.noiseMv", "3");
            changed = aboutThreshold(changed, "neurons.hidden", HIDDEN_ABOUT_THRESHOLD);
            changed = aboutThreshold(changed, "neurons.output", OUTPUT_ABOUT_THRESHOLD);
            for (int layer = 0; changed.has("layers[" + layer + "]"); layer++) {
                changed = changed.with("--spikes", "layers[" + layer + "].transfer", "f-I curve");
            }
        }
        return changed;
    }

    /** A code that the file leaves to its default, which is that of escape noise. */
    private static ExperimentFile aboutThreshold(ExperimentFile file, String key, String code) {
        return file.has(key) ? file : file.with("--spikes", key, code);
    }

    /** Learned feedback as in the embedded example, whose loop gain differs from direction to direction: where it is smallest u goes further. */
    private ExperimentFile feedback(ExperimentFile described) {
        return switch (feedback) {
            case "fixed" -> described.with("--feedback", "learning.feedback", "{fixed: product}");
            case "learned" -> {
                ExperimentFile learned = described.with("learning.feedback", ExperimentFile.embedded(LEARNED));
                boolean carried = controller != null && !controller.equals("ideal") && !controller.equals("none");
                yield carried ? learned.with("--feedback", "controller.integralRadius", "5") : learned;
            }
            default -> throw new UserError("--feedback: expected fixed or learned, found '" + feedback + "'");
        };
    }

    /** The options of this command that repeat what it was asked. */
    private String words() {
        StringBuilder words = new StringBuilder(file == null ? "" : " " + file);
        word(words, "--task", task);
        word(words, "--spikes", spikes);
        word(words, "--controller", controller);
        word(words, "--controller-neurons", controllerNeurons);
        word(words, "--feedback", feedback);
        words.append(quick ? " --quick" : "");
        word(words, "--epochs", epochs);
        word(words, "--learning-rate", learningRate);
        word(words, "--neurons", neurons);
        word(words, "--samples", samples);
        return words.toString();
    }

    private static void word(StringBuilder words, String option, Object value) {
        words.append(value == null ? "" : " " + option + " " + value);
    }
}

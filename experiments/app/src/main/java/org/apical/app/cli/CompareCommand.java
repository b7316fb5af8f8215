package org.apical.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apical.app.UserError;
import org.apical.app.check.Check;
import org.apical.app.compare.Agreement;
import org.apical.app.compare.CompareListener;
import org.apical.app.compare.CompareResult;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.app.compare.CompareSettings;
import org.apical.app.compare.CompareSettings.Output;
import org.apical.app.compare.CompareStudy;
import org.apical.app.compare.ControllerSettings.Kind;
import org.apical.app.report.HtmlReport;
import org.apical.app.store.Checkpoint;
import org.apical.app.store.Checkpoints;
import org.apical.app.store.Metrics;
import org.apical.app.store.RecordingFile;
import org.apical.app.store.RunDescription;
import org.apical.app.store.RunDirectory;
import org.apical.app.store.RunLog;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    private static final String DIGITS = "digits";

    @Option(names = "--task", paramLabel = "T", defaultValue = DIGITS, description = "what to learn: digits (default)")
    private String task;

    @Option(names = "--epochs", paramLabel = "N", description = "presentations of each sample (default: 18)")
    private Integer epochs;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "training samples (default: 1297, all that are not held out)")
    private Integer samples;

    @Option(
            names = "--spikes",
            paramLabel = "KIND",
            defaultValue = "escape",
            description = "somata of F3: escape (escape noise, default) or lif (integrate-and-fire, slower)")
    private String spikes;

    @Option(
            names = "--controller",
            paramLabel = "KIND",
            defaultValue = "ideal",
            description = {
                "controller of F3: ideal (default; the equation), rate or spiking (LIF neurons; with spiking, nothing but spikes",
                "crosses); F1 and F2, the reference, keep the ideal one"
            })
    private String controller;

    @Option(
            names = "--controller-neurons",
            paramLabel = "N",
            description = "neurons per output and ensemble of such a controller, even (default: 200)")
    private Integer controllerNeurons;

    @Option(
            names = "--feedback",
            paramLabel = "KIND",
            defaultValue = "fixed",
            description = {
                "feedback weights: fixed (default; the initial forward weights, transposed) or learned (random at first, learned from",
                "noise by each formulation for itself, before and between its epochs; no weight is copied)"
            })
    private String feedback;

    @Option(names = "--neurons", paramLabel = "N", description = "spiking neurons per unit of F3 (default: 60)")
    private Integer neurons;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "initial rate of Adam, which decays to zero (default: 0.03)")
    private Double learningRate;

    @Option(names = "--quick", description = "seconds instead of a minute: 256 samples, 3 epochs")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/compare",
            description = "where to write (default: runs/compare)")
    private Path out;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CompareSettings settings = settings();
        int workers = options.threads();
        RunDirectory directory =
                RunDirectory.open(out, "log.txt", "run.yaml", "metrics.csv", "recording.h5", "report.html");
        try (RunLog log = RunLog.open(directory.file("log.txt"));
                LaneBlocks lanes = new LaneBlocks(workers)) {
            MatrixProduct product = MatrixProduct.detect();
            String command = command();
            RunLog.logger().info(command);
            directory.write("run.yaml", RunDescription.of(settings, command, workers, product.describe()));
            CompareResult result = run(settings, product, lanes, directory);
            directory.write("recording.h5", path -> RecordingFile.write(result, path));
            directory.write("report.html", HtmlReport.of(result, command, workers, product.describe()));
            String table = CompareTable.of(result);
            RunLog.logger().info("done{}", table);
            print(result, table, directory);
            return Check.allHeld(Agreement.of(result)) ? 0 : ApicalCommand.FAILED;
        }
    }

    /** Runs the comparison; if it diverges, log and message say what is left of it. */
    private CompareResult run(
            CompareSettings settings, MatrixProduct product, LaneBlocks lanes, RunDirectory directory) {
        Checkpoints checkpoints = Checkpoints.in(directory);
        try {
            return CompareStudy.run(settings, product, lanes, listener(directory, checkpoints));
        } catch (DivergenceException e) {
            DivergenceException told = e.leaving(checkpoints.left(e.formulation()));
            RunLog.logger().info("diverged: {}", told.getMessage());
            throw told;
        }
    }

    private CompareSettings settings() {
        if (!task.equals(DIGITS)) {
            throw new UserError("--task: expected digits, found '" + task + "'");
        }
        Output output =
                switch (spikes) {
                    case "escape" -> Output.ESCAPE;
                    case "lif" -> Output.LIF;
                    default -> throw new UserError("--spikes: expected escape or lif, found '" + spikes + "'");
                };
        Kind kind =
                switch (controller) {
                    case "ideal" -> Kind.IDEAL;
                    case "rate" -> Kind.RATE;
                    case "spiking" -> Kind.SPIKING;
                    default ->
                        throw new UserError(
                                "--controller: expected ideal, rate or spiking, found '" + controller + "'");
                };
        CompareSettings settings =
                CompareSettings.digits(options.seed(), output).withController(kind);
        settings = feedbackLearns() ? settings.withLearnedFeedback() : settings;
        settings = quick ? settings.quick() : settings;
        settings = neurons == null ? settings : settings.withNeurons(neurons);
        settings = controllerNeurons == null ? settings : settings.withControllerNeurons(controllerNeurons);
        settings = learningRate == null ? settings : settings.withLearningRate(learningRate);
        settings = epochs == null ? settings : settings.withEpochs(epochs);
        return samples == null ? settings : settings.withSamples(samples);
    }

    private boolean feedbackLearns() {
        return switch (feedback) {
            case "fixed" -> false;
            case "learned" -> true;
            default -> throw new UserError("--feedback: expected fixed or learned, found '" + feedback + "'");
        };
    }

    /** The command line that repeats this run. */
    private String command() {
        StringBuilder command = new StringBuilder("experiments/apical compare --task " + task + " --spikes " + spikes);
        command.append(" --controller ").append(controller);
        command.append(controllerNeurons == null ? "" : " --controller-neurons " + controllerNeurons);
        command.append(" --feedback ").append(feedback);
        command.append(quick ? " --quick" : "");
        command.append(epochs == null ? "" : " --epochs " + epochs);
        command.append(learningRate == null ? "" : " --learning-rate " + learningRate);
        command.append(neurons == null ? "" : " --neurons " + neurons);
        command.append(samples == null ? "" : " --samples " + samples);
        return command.append(" --seed ").append(options.seed()).toString();
    }

    /** Shows progress and keeps {@code metrics.csv} up to date: what was measured stays when a later formulation fails. */
    private CompareListener listener(RunDirectory directory, Checkpoints checkpoints) {
        Progress progress = Progress.to(System.err);
        List<FormulationResult> finished = new ArrayList<>();
        return new CompareListener() {
            @Override
            public void begin(String id, String title, long total) {
                progress.begin(id, title, total);
            }

            @Override
            public void progress(long done) {
                progress.progress(done);
            }

            @Override
            public void preTrained(double conditionTwo) {
                progress.preTrained(conditionTwo);
            }

            @Override
            public void epoch(int epoch, double testAccuracy) {
                progress.epoch(epoch, testAccuracy);
            }

            @Override
            public void weights(String id, int epoch, NetworkDescription network, NetworkWeights weights) {
                checkpoints.write(Checkpoint.of(id, options.seed(), epoch, network, weights));
            }

            @Override
            public void diverged(FormulationResult soFar) {
                progress.diverged(soFar);
                keep(soFar);
            }

            @Override
            public void end(FormulationResult result) {
                progress.end(result);
                RunLog.logger()
                        .info(
                                "{}: accuracy {}",
                                result.id(),
                                String.format(Locale.ROOT, "%.4f", result.finalAccuracy()));
                keep(result);
            }

            private void keep(FormulationResult result) {
                finished.add(result);
                directory.write("metrics.csv", Metrics.of(finished));
            }
        };
    }

    private void print(CompareResult result, String table, RunDirectory directory) {
        String text =
                table + System.lineSeparator() + "report: " + directory.file("report.html") + System.lineSeparator();
        options.print(spec, text, () -> json(result, directory));
    }

    private ObjectNode json(CompareResult result, RunDirectory directory) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("task", task);
        root.put("seed", options.seed());
        root.put("controller", controller);
        root.put("feedback", feedback);
        ObjectNode formulations = root.putObject("formulations");
        for (FormulationResult f : result.formulations()) {
            ObjectNode one = formulations.putObject(f.id());
            one.put("test_accuracy", f.finalAccuracy());
            one.put("seconds", f.trainingSeconds());
            one.put("update_cosine_to_F1", f.firstUpdateCosine());
            one.put("steady_state_deviation", f.steadyStateMax());
            f.represented().ifPresent(largest -> {
                one.put("controller_integral_largest", largest.integral());
                one.put("controller_error_largest", largest.error());
            });
            f.feedback().ifPresent(measured -> {
                one.put("feedback_condition_2_drawn", measured.drawn().conditionTwo());
                one.put(
                        "feedback_condition_2_pre_trained",
                        measured.preTrained().conditionTwo());
                one.put("feedback_condition_2_last", measured.last().conditionTwo());
            });
        }
        root.put("report", directory.file("report.html").toString());
        return root;
    }
}

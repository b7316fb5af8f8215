package org.apical.app.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apical.app.UserError;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.store.Checkpoint;
import org.apical.app.store.Checkpoints;
import org.apical.app.store.RunLog;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * A network with weights.
 *
 * @param form as which it is taken
 * @param weights in abstract units
 * @param origin where they come from, in words, ASCII
 */
public record ExportedNetwork(Formulations formulations, Form form, NetworkWeights weights, String origin) {
    private static final String RUN = "run.yaml";
    private static final String CHECKPOINT = "checkpoint";

    /**
     * Of the directory of a run, with the weights after its last epoch; or of an experiment, with those that it begins with.
     *
     * @param formulation default: the first of the experiment
     */
    public static ExportedNetwork of(Path path, Optional<Form> formulation, MatrixProduct product) {
        return Files.isDirectory(path) ? learned(path, formulation, product) : initial(path, formulation, product);
    }

    private static ExportedNetwork initial(Path file, Optional<Form> formulation, MatrixProduct product) {
        Formulations formulations = ExperimentFile.read(file).formulations(product);
        Form form = form(formulations.experiment(), formulation);
        return new ExportedNetwork(formulations, form, formulations.initial(), "initial weights");
    }

    private static Form form(Experiment experiment, Optional<Form> formulation) {
        List<Form> all = experiment.formulations();
        Form form = formulation.orElse(all.get(0));
        if (!all.contains(form)) {
            throw new UserError("--formulation: expected one of " + all + ", found " + form);
        }
        return form;
    }

    private static ExportedNetwork learned(Path directory, Optional<Form> formulation, MatrixProduct product) {
        Path description = directory.resolve(RUN);
        ExperimentFile file = ExperimentFile.read(description);
        Map<String, String> run = file.run();
        if (run.containsKey("study") || !Files.isDirectory(directory.resolve(CHECKPOINT))) {
            throw new UserError(directory + ": expected the directory of a run that learns, with " + CHECKPOINT
                    + "/, found " + (run.containsKey("study") ? "that of a study" : "none"));
        }
        Formulations formulations = file.formulations(product);
        Form form = form(formulations.experiment(), formulation);
        Checkpoints.Restored restored = Checkpoints.read(directory, form.name());
        if (!restored.complaint().isEmpty()) {
            RunLog.logger().warn("{}; taken from {}", restored.complaint(), restored.file());
        }
        Checkpoint checkpoint = restored.checkpoint();
        String id = run.getOrDefault("id", "");
        if (!checkpoint.run().equals(id)) {
            throw new UserError(restored.file() + ": expected weights of the run " + id + " of " + description
                    + ", found those of " + checkpoint.run());
        }
        return new ExportedNetwork(
                formulations,
                form,
                checkpoint.weights(formulations.network(), restored.file().toString()),
                "run " + id + ", epoch " + checkpoint.epoch());
    }

    /** What it is, in words. */
    public String words() {
        return form + ", " + origin;
    }
}

package org.apical.app;

import java.util.Locale;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;

/** An experiment, described as in a file, learned as rates and as graded compartments. */
public final class ExperimentExample {
    private static final String DESCRIPTION = """
            data: {set: digits, train: 200, test: 100}
            layers:
              - {name: hidden, units: 16}
              - {name: classes, transfer: rectified}
            timing: {tauUMs: 400, controlledMs: 250}
            learning: {optimiser: {rate: 0.03}, epochs: 4}
            """;

    private ExperimentExample() {}

    public static void main(String[] arguments) {
        MatrixProduct product = MatrixProduct.detect();
        // of a file: ExperimentFile.read(Path.of("mine.yaml"))
        Experiment experiment = ExperimentFile.read("example.yaml", DESCRIPTION).experiment(product);
        Formulations formulations = new Formulations(experiment, product);
        Task task = experiment.data().orElseThrow().task(new RandomStreams(experiment.seed()));
        try (LaneBlocks threads = new LaneBlocks(2)) {
            for (Form form : new Form[] {Form.F1, Form.F2}) {
                TrainingRun run = new TrainingRun(formulations, formulations.of(form), task, threads);
                NetworkWeights weights = run.initial();
                double before = run.score(weights);
                run.preTrain(weights, TrainingRun.Observer.NONE);
                run.learn(weights, TrainingRun.Observer.NONE);
                System.out.printf(Locale.ROOT, "%s: test accuracy %.2f, then %.2f%n", form, before, run.score(weights));
            }
        }
    }
}

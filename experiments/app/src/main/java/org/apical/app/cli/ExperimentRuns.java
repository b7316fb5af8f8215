package org.apical.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonFindings;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.StimulusComparison;
import org.apical.app.compare.StimulusComparison.Outcome;
import org.apical.app.compare.StimulusFindings;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.parallel.RemoteTraining;
import org.apical.app.store.Checkpoints;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RecordingFile;
import org.apical.app.store.RunLog;
import org.apical.app.sweep.Workers;
import org.apical.app.task.Score;
import org.apical.app.text.Shown;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.plasticity.state.StateVisitor;

/** What {@code compare} and {@code run} do with an experiment: it learns where there are data, and is shown random inputs where there are none. */
final class ExperimentRuns {
    private static final String RANDOM = "random inputs";

    private final Formulations formulations;
    private final Experiment experiment;
    private final RunFrame.Place place;
    private final Optional<Supplier<Workers>> workers;

    /** @param workers where the blocks of batches are learned from, if not on threads of this process */
    ExperimentRuns(Formulations formulations, RunFrame.Place place, Optional<Supplier<Workers>> workers) {
        this.workers = workers;
        this.formulations = formulations;
        this.experiment = formulations.experiment();
        this.place = place;
    }

    RunFrame.Outcome run() {
        return experiment.data().isPresent() ? learn() : show();
    }

    private RunFrame.Outcome learn() {
        Checkpoints checkpoints = Checkpoints.in(place.directory(), place.id());
        ComparisonResult result;
        try (StopSignals signals = new StopSignals(place.progress());
                Workers started = workers.map(Supplier::get).orElse(null)) {
            result = Comparison.run(
                    formulations,
                    place.threads(),
                    Optional.ofNullable(started)
                            .map(site -> new RemoteTraining(experiment, formulations.network(), site)),
                    new Listener(checkpoints, signals));
        } catch (DivergenceException e) {
            DivergenceException told = e.adding(checkpoints.left(e.formulation()));
            RunLog.logger().info("diverged: {}", Shown.line(told.getMessage()));
            throw told;
        }
        place.directory().write("recording.h5", path -> RecordingFile.write(result, place.id(), path));
        Findings findings = ComparisonFindings.of(result);
        return new RunFrame.Outcome(
                findings,
                kicker(experiment.data().orElseThrow().name()),
                ExperimentFile.map(experiment),
                root -> json(root, experiment.data().orElseThrow().name(), findings.measures()));
    }

    private RunFrame.Outcome show() {
        StimulusComparison comparison = new StimulusComparison(formulations, place.threads());
        List<String> layers = comparison.layerNames();
        List<Outcome> finished = new ArrayList<>();
        try {
            comparison.run(place.progress(), outcome -> {
                finished.add(outcome);
                keep(StimulusFindings.measures(layers, finished));
            });
        } catch (DivergenceException e) {
            RunLog.logger().info("diverged: {}", Shown.line(e.getMessage()));
            throw e;
        }
        Findings findings = StimulusFindings.of(formulations, layers, finished);
        return new RunFrame.Outcome(
                findings,
                kicker(RANDOM),
                ExperimentFile.map(experiment),
                root -> json(root, RANDOM, findings.measures()));
    }

    private String kicker(String task) {
        String controller = experiment.controller().words();
        return task + (controller.isEmpty() ? "" : " · " + controller + " controller") + " · seed " + experiment.seed();
    }

    /** What was measured stays when a later formulation fails. */
    private void keep(Measures measures) {
        place.directory().write("metrics.csv", MetricsFile.of(measures));
    }

    /** Of every formulation the last value of each number: of the whole network under its name, of layers under theirs. */
    private void json(ObjectNode root, String task, Measures measures) {
        root.put("task", task);
        root.put("seed", experiment.seed());
        ObjectNode formulations = root.putObject("formulations");
        for (Measure m : measures.list()) {
            ObjectNode one = formulations.withObjectProperty(m.at("formulation"));
            String layer = m.at("layer");
            FindingsJson.number(
                    layer.isEmpty() ? one : one.withObjectProperty("layers").withObjectProperty(layer),
                    m.quantity(),
                    m.value());
        }
    }

    /** Shows progress, writes checkpoints, and keeps {@code metrics.csv} up to date. */
    private final class Listener implements ComparisonListener {
        private final Meter meter = place.meter();
        private final Checkpoints checkpoints;
        private final StopSignals signals;
        private final List<FormulationResult> finished = new ArrayList<>();
        private long kept = System.nanoTime();

        Listener(Checkpoints checkpoints, StopSignals signals) {
            this.checkpoints = checkpoints;
            this.signals = signals;
        }

        @Override
        public void putBack(String id, Consumer<StateVisitor> state) {
            checkpoints.putBack(id, state, place.progress());
        }

        @Override
        public void atRest(String id, int epochs, boolean ended, Consumer<StateVisitor> state) {
            boolean stop = signals.asked();
            if (stop || ended || 1e-9 * (System.nanoTime() - kept) >= place.checkpointSeconds()) {
                checkpoints.state(id, experiment.seed(), epochs, state);
                kept = System.nanoTime();
            }
            if (stop) {
                signals.stopIfAsked();
            }
        }

        @Override
        public void begin(String id, String title, long total) {
            place.heartbeat().begins(id + " " + title);
            meter.begin(id + " " + title, total, "presentations to learn from");
        }

        @Override
        public void progress(long done) {
            place.heartbeat().said();
            meter.to(done);
        }

        @Override
        public void preTrained(double conditionTwo) {
            meter.end(String.format(Locale.ROOT, "condition 2 %.3f", conditionTwo));
            place.heartbeat().begins("first update and steady states");
        }

        @Override
        public void epoch(int epoch, Score score, double test) {
            meter.found(epoch, score.quantity("test"), test, tested(score, test));
        }

        @Override
        public void weights(String id, int epoch, NetworkDescription network, NetworkWeights weights) {
            checkpoints.weights(id, experiment.seed(), epoch, network, weights);
        }

        @Override
        public void diverged(FormulationResult soFar) {
            meter.end("");
            keep(soFar);
        }

        @Override
        public void end(FormulationResult result) {
            meter.end(tested(result.curve().score(), result.curve().last()));
            RunLog.logger()
                    .info(
                            "{}: {} {}",
                            result.id(),
                            result.curve().score().title("test"),
                            result.curve().score().words(result.curve().last()));
            keep(result);
        }

        private static String tested(Score score, double x) {
            return "test " + score.words(x);
        }

        private void keep(FormulationResult result) {
            finished.add(result);
            ExperimentRuns.this.keep(ComparisonFindings.measures(finished));
        }
    }
}

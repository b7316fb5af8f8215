package org.apical.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.findings.Measure;
import org.apical.app.store.Checkpoints;
import org.apical.app.store.RecordingFile;
import org.apical.app.store.RunDirectory;
import org.apical.app.task.Score;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.state.StateVisitor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comparison that was stopped anywhere goes on from what was kept, to the same numbers, recordings and weights. */
class ResumedComparisonTest {
    private static final int STOPS = 3;
    private static final String NETWORK = """
            layers:
              - {name: hidden, units: 5}
              - {name: output, transfer: rectified}
            spikes: {neuronsPerUnit: 4}
            timing: {tauUMs: 400, freeMs: 10, warmupMs: 5, controlledMs: 12}
            agreement: {samples: 1, settleMs: 20}
            """;
    private static final String DIGITS = "data: {set: digits, train: 12, test: 6, validation: 4}\n" + NETWORK;
    private static final String REGRESSION = "data: {generate: sine, samples: 16, test: 5}\n" + NETWORK;
    private static final Map<String, String> KINDS = Map.of(
            "feedback that learns before and between, a controller of neurons, the best weights",
            DIGITS + """
                    controller: {kind: spiking, neurons: 10}
                    learning:
                      feedback: {learned: {preTrainingEpochs: 2, epochsBetween: 1, samples: 7}}
                      optimiser: {kind: adam, rate: 0.03}
                      epochs: 2
                      batch: 5
                    record: {weights: [initial, best, last]}
                    formulations: [F1, F3]
                    """,
            "feedback that learns in one phase, a bound of the loop",
            DIGITS + """
                    learning:
                      feedback: {learned: {phases: one, highPassMs: 5, preTrainingEpochs: 1}}
                      optimiser: {kind: sgd, rate: 0.03, momentum: 0.9}
                      loopGain: 0.5
                      epochs: 2
                      batch: 5
                    formulations: [F1, F3]
                    """,
            "backward weights that learn, norms bounded",
            REGRESSION + """
                    learning:
                      rule: least control
                      feedback: {inversion: {backward: learned}}
                      clip: 0.1
                      epochs: 3
                      batch: 4
                    formulations: [F1]
                    """,
            "a theory with pathways of its own",
            REGRESSION + """
                    learning:
                      method: {kind: dendritic microcircuit, interneurons: copied}
                      epochs: 3
                      batch: 4
                    formulations: [F1]
                    """);

    @TempDir
    Path directory;

    /** Keeps state where a run does, stops at a rest. */
    private final class Listener implements ComparisonListener {
        final Map<String, List<Double>> weights = new LinkedHashMap<>();
        final int stop;
        final Checkpoints checkpoints;
        int rests;

        Listener(String name, int stop) {
            this.checkpoints = Checkpoints.in(RunDirectory.open(directory.resolve(name)), "0123456789abcdef");
            this.stop = stop;
        }

        @Override
        public void begin(String id, String title, long total) {}

        @Override
        public void progress(long done) {}

        @Override
        public void preTrained(double conditionTwo) {}

        @Override
        public void epoch(int epoch, Score score, double test) {}

        @Override
        public void end(FormulationResult result) {}

        @Override
        public void weights(String id, int epoch, NetworkDescription network, NetworkWeights now) {
            List<Double> all = new ArrayList<>();
            for (int l = 0; l < network.layers(); l++) {
                for (double[] part : List.of(now.forward(l), now.bias(l), now.feedback(l), now.backward(l))) {
                    Arrays.stream(part).forEach(all::add);
                }
                for (OwnPathway pathway : now.own()) {
                    Arrays.stream(now.own(pathway, l)).forEach(all::add);
                    Arrays.stream(now.ownBias(pathway, l)).forEach(all::add);
                }
            }
            weights.put(id + " " + epoch, all);
        }

        @Override
        public void putBack(String id, Consumer<StateVisitor> state) {
            checkpoints.putBack(id, state, said -> {
                throw new IllegalStateException(said);
            });
        }

        @Override
        public void atRest(String id, int epochs, boolean ended, Consumer<StateVisitor> state) {
            if (ended || rests == stop) {
                checkpoints.state(id, 1, epochs, state);
            }
            if (rests++ == stop) {
                throw new IllegalStateException("stopped");
            }
        }
    }

    private static ComparisonResult run(String text, Listener listener) {
        MatrixProduct product = MatrixProduct.detect();
        Formulations formulations = ExperimentFile.read("net.yaml", text).formulations(product);
        try (LaneBlocks threads = new LaneBlocks(1)) {
            return Comparison.run(formulations, threads, listener);
        }
    }

    /** Times apart. */
    private static List<Measure> measures(ComparisonResult result) {
        return ComparisonFindings.measures(result.formulations()).list().stream()
                .filter(measure -> !measure.unit().equals("s"))
                .toList();
    }

    private Path recording(String name, ComparisonResult result) {
        Path file = directory.resolve(name + ".h5");
        RecordingFile.write(result, "0123456789abcdef", file);
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feedback that learns before and between, a controller of neurons, the best weights",
                "feedback that learns in one phase, a bound of the loop",
                "backward weights that learn, norms bounded",
                "a theory with pathways of its own"
            })
    void goesOnFromWhereverItRested(String kind) {
        String text = KINDS.get(kind);
        Listener straight = new Listener("straight", -1);
        ComparisonResult whole = run(text, straight);
        Path recorded = recording("whole", whole);
        int last = straight.rests - 1;
        for (int stop : IntStream.range(0, STOPS)
                .map(k -> 1 + k * (last - 1) / (STOPS - 1))
                .toArray()) {
            String name = "stopped at " + stop;
            assertThatThrownBy(() -> run(text, new Listener(name, stop))).hasMessage("stopped");
            Listener resumed = new Listener(name, -1);
            ComparisonResult result = run(text, resumed);
            assertThat(measures(result)).as(name).isEqualTo(measures(whole));
            assertThat(recording(name, result)).as(name).hasSameBinaryContentAs(recorded);
            assertThat(resumed.rests).as(name).isEqualTo(last - stop);
            resumed.weights.forEach((epoch, weights) ->
                    assertThat(weights).as("%s, %s", name, epoch).isEqualTo(straight.weights.get(epoch)));
        }
    }
}

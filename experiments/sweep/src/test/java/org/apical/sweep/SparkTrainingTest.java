package org.apical.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonFindings;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.parallel.RemoteTraining;
import org.apical.app.store.MetricsFile;
import org.apical.app.sweep.Workers;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network whose blocks are tasks of Spark learns to the bits of threads. */
class SparkTrainingTest {
    private static final String NETWORK = """
            data: {set: digits, train: 50, test: 10}
            layers:
              - {name: hidden, units: 6}
              - {name: classes, transfer: rectified}
            spikes: {neuronsPerUnit: 10}
            timing: {tauUMs: 400, freeMs: 20, warmupMs: 10, controlledMs: 30}
            learning: {target: {nudge: {lambda: 2}}, optimiser: {kind: adam, rate: 0.03}, epochs: 1, batch: 37}
            agreement: {samples: 1, settleMs: 20}
            """;

    private static Workers spark;

    @BeforeAll
    static void start() {
        spark = Workers.of("local[2]", 1).get();
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private static Formulations formulations(String... changes) {
        ExperimentFile file = ExperimentFile.read("digits.yaml", NETWORK);
        for (String change : changes) {
            String[] one = change.split("=", 2);
            file = file.with(change, one[0], one[1]);
        }
        return file.formulations(MatrixProduct.detect());
    }

    /** Everything that is measured, without times of the machine, and the weights of every epoch. */
    private static List<String> learned(Formulations formulations, boolean onSpark) {
        List<String> all = new ArrayList<>();
        ComparisonListener listener = new ComparisonListener() {
            @Override
            public void weights(String id, int epoch, NetworkDescription network, NetworkWeights now) {
                for (int l = 0; l < network.layers(); l++) {
                    all.add(id + epoch + Arrays.toString(now.forward(l)) + Arrays.toString(now.feedback(l)));
                }
            }
        };
        try (LaneBlocks one = new LaneBlocks(1)) {
            Optional<TrainingRun.Elsewhere> elsewhere = Optional.of(spark)
                    .filter(there -> onSpark)
                    .map(there -> new RemoteTraining(formulations.experiment(), formulations.network(), there));
            MetricsFile.of(ComparisonFindings.of(Comparison.run(formulations, one, elsewhere, listener))
                            .measures())
                    .lines()
                    .filter(line -> !line.endsWith(",s"))
                    .forEach(all::add);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "learning.update=average",
                "learning.feedback={learned: {alpha: 0.6, proportionalGain: 0.5, presentationMs: 50, preTrainingEpochs: 1, epochsBetween: 1}}"
            })
    void tasksOfSparkLearnToTheBitsOfThreads(String change) {
        Formulations formulations = formulations(change, "formulations=[F1, F2, F3]");
        assertThat(learned(formulations, true)).isEqualTo(learned(formulations, false));
    }

    @Test
    void whatDivergesInATaskDivergesHere() {
        Formulations formulations = formulations("formulations=[F2]", "learning.optimiser={kind: sgd, rate: 1e5}");
        assertThatThrownBy(() -> learned(formulations, true))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith("F2, epoch 1, batch 2: ")
                .hasMessageContaining(" under control");
    }
}

package org.apical.app.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonFindings;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.parallel.RemoteTraining.Site;
import org.apical.app.store.MetricsFile;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that are learned from after a way as bytes, by learners of their own, in any order, give the bits of threads; and fail as those do. */
class RemoteTrainingTest {
    private static final String SMALL = """
            data: {set: digits, train: 50, test: 10}
            layers:
              - {name: hidden, units: 6}
              - {name: classes, transfer: rectified}
            spikes: {neuronsPerUnit: 10}
            timing: {tauUMs: 400, freeMs: 20, warmupMs: 10, controlledMs: 30}
            learning: {target: {nudge: {lambda: 2}}, optimiser: {kind: adam, rate: 0.03}, epochs: 1, batch: 37}
            agreement: {samples: 1, settleMs: 20}
            """;
    private static final String TWO_PHASES =
            "learning.feedback={learned: {alpha: 0.6, proportionalGain: 0.5, presentationMs: 50, preTrainingEpochs: 1, epochsBetween: 1, batch: 35}}";

    /** The last block first, each with an array of its own of what all share: no place knows what another has been sent. */
    private static final Site BACKWARDS = (shared, blocks) -> {
        List<byte[]> answers = new ArrayList<>();
        for (int k = blocks.size() - 1; k >= 0; k--) {
            answers.add(BlockRun.of(shared.clone(), blocks.get(k)));
        }
        Collections.reverse(answers);
        return answers;
    };

    private static Formulations formulations(String changes) {
        ExperimentFile file = ExperimentFile.read("small.yaml", SMALL);
        for (String change : changes.split("; ")) {
            String[] one = change.split("=", 2);
            file = file.with(change, one[0], one[1]);
        }
        return file.formulations(MatrixProduct.detect());
    }

    /** All weights of every epoch, to the last bit, and what is written of it, without times of the machine. */
    private static List<String> learned(Formulations formulations, Optional<Site> site) {
        List<String> all = new ArrayList<>();
        ComparisonListener listener = new ComparisonListener() {
            @Override
            public void weights(String id, int epoch, NetworkDescription network, NetworkWeights now) {
                all.add(id + " " + epoch);
                for (int l = 0; l < network.layers(); l++) {
                    all.add(bits(now.forward(l)) + bits(now.bias(l)) + bits(now.feedback(l)));
                }
                for (int k = 0; k < network.others().size(); k++) {
                    all.add(bits(now.other(k)));
                }
            }
        };
        try (LaneBlocks two = new LaneBlocks(2)) {
            Optional<TrainingRun.Elsewhere> elsewhere =
                    site.map(s -> new RemoteTraining(formulations.experiment(), formulations.network(), s));
            ComparisonResult result = Comparison.run(formulations, two, elsewhere, listener);
            all.addAll(MetricsFile.of(ComparisonFindings.of(result).measures())
                    .lines()
                    .filter(line -> !line.endsWith(",s"))
                    .toList());
        }
        return all;
    }

    private static String bits(double[] x) {
        return java.util.Arrays.stream(x)
                .mapToObj(v -> Long.toHexString(Double.doubleToRawLongBits(v)))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formulations=[F1, F2, F3]",
                "formulations=[F1]; timing.integration=adaptive",
                "formulations=[F1]; learning.update=analytic; layers[1].transfer=linear",
                "formulations=[F2]; learning.update=end",
                "formulations=[F1, F3]; " + TWO_PHASES,
                "formulations=[F1]; learning.feedback={learned: {phases: one, highPassMs: 50, onsetMs: 15, preTrainingEpochs: 1}}",
                "formulations=[F3]; controller.kind=spiking; controller.neurons=20",
                "formulations=[F1, F2]; feedforward=[{from: input, to: hidden, connectivity: {probability: 0.4}}, {from: hidden, to: classes}];"
                        + " projections=[{from: hidden, to: hidden, delayMs: 1, plastic: true}]"
            })
    void whereBlocksAreLearnedFromChangesNoBit(String changes) {
        Formulations formulations = formulations(changes);
        List<String> here = learned(formulations, Optional.empty());
        assertThat(learned(formulations, Optional.of(BACKWARDS)))
                .isEqualTo(here)
                .hasSizeGreaterThan(15);
    }

    @Test
    void itDivergesAsOnThreads() {
        Formulations formulations = formulations("formulations=[F2]; learning.optimiser={kind: sgd, rate: 1e5}");
        Throwable here = divergence(formulations, Optional.empty());
        assertThat(divergence(formulations, Optional.of(BACKWARDS)))
                .isInstanceOf(DivergenceException.class)
                .hasMessage(here.getMessage())
                .hasMessageStartingWith("F2, epoch 1, batch 2: ")
                .hasMessageContaining(" under control");
    }

    private static Throwable divergence(Formulations formulations, Optional<Site> site) {
        return org.assertj.core.api.Assertions.catchThrowable(() -> learned(formulations, site));
    }

    @Test
    void aBatchWhoseWorkerFailsIsSentOnceMore() {
        Formulations formulations = formulations("formulations=[F1]");
        AtomicInteger asked = new AtomicInteger();
        Site failing = (shared, blocks) -> {
            if (asked.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("lost");
            }
            return BACKWARDS.learn(shared, blocks);
        };
        assertThat(learned(formulations, Optional.of(failing))).isEqualTo(learned(formulations, Optional.empty()));
        assertThat(asked).hasValue(2 * (2 + 1));
        Site lost = (shared, blocks) -> {
            throw new IllegalStateException("lost");
        };
        assertThatThrownBy(() -> learned(formulations, Optional.of(lost)))
                .isInstanceOf(UserError.class)
                .hasMessage("--master: no worker learns from a batch (lost)");
    }

    @Test
    void aDamagedBlockIsNoUpdate() {
        Formulations formulations = formulations("formulations=[F1]");
        Site damaging = (shared, blocks) -> {
            List<byte[]> answers = BACKWARDS.learn(shared, blocks);
            answers.get(1)[answers.get(1).length / 2] ^= 1;
            return answers;
        };
        assertThatThrownBy(() -> learned(formulations, Optional.of(damaging)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("block 2: damaged: expected the checksum ");
    }
}

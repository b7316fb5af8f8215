package org.apical.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apical.app.UserError;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(4, 3, 2), new Tanh(), new Linear());

    @TempDir
    Path run;

    private final NetworkWeights weights = NetworkWeights.draw(NETWORK, new RandomStreams(1));
    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = Checkpoints.in(RunDirectory.open(run), "0123456789abcdef");
    }

    private void write(int epoch) {
        weights.bias(0)[0] = epoch;
        checkpoints.weights("F1", 1, epoch, NETWORK, weights);
    }

    private Path file(String name) {
        return run.resolve("checkpoint").resolve(name);
    }

    @Test
    void twoGenerationsAreKept() throws IOException {
        assertThat(checkpoints.left("F1")).isEqualTo("it had not begun to learn");
        write(0);
        assertThat(checkpoints.left("F1"))
                .contains("before learning", file("F1.weights").toString());
        for (int epoch = 1; epoch <= 3; epoch++) {
            write(epoch);
        }
        assertThat(WeightsFile.read(file("F1.weights")).epoch()).isEqualTo(3);
        assertThat(WeightsFile.read(file("F1.weights.1")).epoch()).isEqualTo(2);
        assertThat(checkpoints.left("F1")).contains("after epoch 3");
        assertThat(Checkpoints.read(run, "F1").complaint()).isEmpty();
        try (var files = Files.list(run.resolve("checkpoint"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aDamagedGenerationIsNamedAndTheOneBeforeUsed() throws IOException {
        write(0);
        write(1);
        byte[] bytes = Files.readAllBytes(file("F1.weights"));
        bytes[bytes.length - 20] ^= 1;
        Files.write(file("F1.weights"), bytes);

        Checkpoints.Restored restored = Checkpoints.read(run, "F1");

        assertThat(restored.complaint())
                .contains(file("F1.weights").toString(), "damaged: expected the checksum", ", found ");
        assertThat(restored.file()).isEqualTo(file("F1.weights.1"));
        assertThat(restored.checkpoint().weights(NETWORK, "").bias(0)[0]).isZero();

        Files.delete(file("F1.weights"));
        assertThat(Checkpoints.read(run, "F1").checkpoint().epoch()).isZero();
        Files.writeString(file("F1.weights.1"), "");
        assertThatThrownBy(() -> Checkpoints.read(run, "F1"))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("F1.weights: expected a file", "F1.weights.1: damaged");
    }

    /** Neither generation of another run is mistaken for one of this. */
    @Test
    void anotherRunBeginsAnew() {
        write(0);
        write(1);
        Checkpoints.remove(RunDirectory.open(run));
        assertThat(file("F1.weights")).doesNotExist();
        checkpoints = Checkpoints.in(RunDirectory.open(run), "0123456789abcdef");
        write(0);
        assertThat(WeightsFile.read(file("F1.weights")).epoch()).isZero();
        assertThat(file("F1.weights.1")).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenLeavesBothGenerations() throws IOException {
        write(0);
        write(1);
        // no file can take the place of a directory that is not empty, whoever asks
        Files.createDirectories(file(".F1.weights.part").resolve("in the way"));
        assertThatThrownBy(() -> write(2))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(file("F1.weights").toString(), "cannot be written");
        assertThat(WeightsFile.read(file("F1.weights")).epoch()).isEqualTo(1);
        assertThat(WeightsFile.read(file("F1.weights.1")).epoch()).isZero();
    }

    @Test
    void badWeightsDoNotReplaceGoodOnes() {
        write(0);
        weights.forward(1)[0] = Double.NaN;
        assertThatThrownBy(() -> write(1)).hasMessageContaining("forward/output: expected finite weights, found NaN");
        assertThat(WeightsFile.read(file("F1.weights")).epoch()).isZero();
    }
}

package org.apical.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are not believed: whatever is wrong becomes one line that names the file and the place. */
class CaseFileTest {
    @TempDir
    Path directory;

    @Test
    void missingFileIsNamed() {
        assertError(directory.resolve("absent.h5"), "absent.h5", "no file of that name");
    }

    @Test
    void directoryIsNotACase() {
        assertError(directory, "not a file");
    }

    @Test
    void otherFormatIsRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("text.h5"), "not HDF5 at all");
        assertError(text, "text.h5", "expected an HDF5 file");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99})
    void truncatedFileIsRefused(double share) throws IOException {
        byte[] whole = Files.readAllBytes(ReplayTest.recording("dfc_tanh"));
        Path cut = Files.write(directory.resolve("cut.h5"), Arrays.copyOf(whole, (int) (share * whole.length)));
        assertError(cut, "cut.h5");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void scrambledBytesNeverEscapeAsAnotherException(int seed) throws IOException {
        byte[] bytes = Files.readAllBytes(ReplayTest.recording("dfc_relu_random_feedback"));
        Random random = new Random(seed);
        for (int k = 0; k < 200; k++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        Path scrambled = Files.write(directory.resolve("scrambled.h5"), bytes);
        try {
            assertThat(Replay.run(scrambled, 1e-9, MatrixProduct.detect()).largest())
                    .isNotNegative();
        } catch (UserError e) {
            assertThat(e.getMessage()).contains("scrambled.h5");
        }
    }

    @Test
    void wrongShapeNamesBothShapes() {
        assertError(
                write(new double[2][3], new double[] {0, 0, 0}, "tanh"), "network/b1", "expected shape (2), found (3)");
    }

    @Test
    void notANumberIsNamedWithItsPlace() {
        double[][] w = new double[2][3];
        w[1][0] = Double.NaN;
        assertError(write(w, new double[2], "tanh"), "network/W1", "NaN", "element 3");
    }

    @Test
    void unknownTransferFunctionIsNamed() {
        assertError(write(new double[2][3], new double[2], "swish"), "hidden_activation", "tanh", "swish");
    }

    private Path write(double[][] w, double[] b, String hidden) {
        Path path = directory.resolve("case.h5");
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        try (WritableHdfFile hdf = HdfFile.write(path)) {
            hdf.putAttribute("kind", "deep-feedback-control");
            hdf.putAttribute("format_version", 1);
            hdf.putAttribute("case", "test");
            hdf.putAttribute("layers", 1);
            hdf.putAttribute("hidden_activation", hidden);
            hdf.putAttribute("output_activation", "linear");
            WritableGroup network = hdf.putGroup("network");
            network.putDataset("W1", w);
            network.putDataset("b1", b);
            network.putDataset("Q1", new double[2][2]);
        }
        return path;
    }

    private static void assertError(Path path, String... parts) {
        assertThatThrownBy(() -> Replay.run(path, 1e-9, MatrixProduct.detect()))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}

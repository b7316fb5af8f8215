package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apical.app.data.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks learn from files of every kind under F1, F2 and F3. */
class OwnDataTest {
    private static final int SAMPLES = 60;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(5);

    private JsonNode run(String data, String last) throws IOException {
        Path file = DataFiles.write(directory, "net.yaml", "data: " + data + """

                layers:
                  - {name: hidden, units: 6}
                  - {name: output, transfer: %s}
                spikes: {neuronsPerUnit: 20}
                timing: {freeMs: 100, warmupMs: 20, controlledMs: 100, readoutMs: 100}
                learning: {epochs: 1, batch: 8}
                agreement: {samples: 2, settleMs: 400}
                """.formatted(last));
        Path run = directory.resolve("run");
        CommandOutcome outcome = CommandOutcome.of("run", file.toString(), "--out", run.toString(), "--json");
        assertThat(outcome.exit()).as(outcome.err()).isLessThan(2);
        // what a run leaves is a description that can be run, from anywhere, with the same result
        CommandOutcome again = CommandOutcome.of(
                "run",
                run.resolve("run.yaml").toString(),
                "--out",
                directory.resolve("again").toString(),
                "--json");
        assertThat(CommandOutcome.metrics(directory.resolve("again"))).isEqualTo(CommandOutcome.metrics(run));
        assertThat(again.exit()).isEqualTo(outcome.exit());
        assertThat(Files.readString(run.resolve("report.html"))).contains("held-out samples");
        return outcome.json().get("formulations");
    }

    private static void scored(JsonNode formulations, String quantity) {
        for (String form : new String[] {"F1", "F2", "F3"}) {
            assertThat(formulations.get(form).get(quantity).asDouble())
                    .isNotNaN()
                    .isNotNegative();
        }
        assertThat(formulations.get("F2").get("update_cosine_to_F1").asDouble()).isGreaterThan(0.999);
    }

    @Test
    void aTableWithTextLabels() throws IOException {
        StringBuilder text = new StringBuilder("width,length,species\n");
        for (int k = 0; k < SAMPLES; k++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%s%n",
                    k % 3 + random.nextDouble(),
                    random.nextDouble(),
                    "abc".charAt(k % 3)));
        }
        DataFiles.write(directory, "flowers.csv", text.toString());
        scored(
                run("{file: flowers.csv, label: species, test: 0.2, validation: 10, scaling: unit range}", "rectified"),
                "test_accuracy");
    }

    @Test
    void anArchiveOfArrays() throws IOException {
        double[] x = random.doubles(SAMPLES * 4L).toArray();
        long[] y = random.longs(SAMPLES, 0, 3).toArray();
        DataFiles.write(
                directory,
                "x.npz",
                DataFiles.npz(
                        "x",
                        DataFiles.npy(">f8", "(60, 2, 2)", DataFiles.doubles(ByteOrder.BIG_ENDIAN, x)),
                        "y",
                        DataFiles.npy("<i8", "(60,)", DataFiles.longs(y))));
        scored(run("{file: x.npz, inputs: x, labels: y, stratified: true}", "rectified"), "test_accuracy");
    }

    @Test
    void gzippedImagesAndHeldOutFiles() throws IOException {
        byte[] images = new byte[SAMPLES * 9];
        random.nextBytes(images);
        byte[] labels = new byte[SAMPLES];
        for (int k = 0; k < SAMPLES; k++) {
            labels[k] = (byte) (k % 2);
        }
        DataFiles.write(directory, "i.gz", DataFiles.gzip(DataFiles.idx(images, SAMPLES, 3, 3)));
        DataFiles.write(directory, "l.gz", DataFiles.gzip(DataFiles.idx(labels, SAMPLES)));
        scored(
                run(
                        "{images: i.gz, labels: l.gz, train: 30, test: {images: i.gz, labels: l.gz, samples: 20}}",
                        "rectified"),
                "test_accuracy");
    }

    @Test
    void aRegressionWithThreeTargets() throws IOException {
        StringBuilder text = new StringBuilder("a,b,x,y,z\n");
        for (int k = 0; k < SAMPLES; k++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            text.append(String.format(Locale.ROOT, "%.4f,%.4f,%.4f,%.4f,%.4f%n", a, b, a + b - 1, a - b, a * b));
        }
        DataFiles.write(directory, "robot.csv", text.toString());
        scored(run("{file: robot.csv, targets: [x, y, z], targetScaling: standardised}", "linear"), "test_loss");
    }
}

package org.apical.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apical.app.UserError;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.store.RunDirectory;
import org.apical.app.sweep.Cell;
import org.apical.app.sweep.SweepPlan;
import org.apical.app.sweep.SweepResult;
import org.apical.app.sweep.SweepRun;
import org.apical.app.sweep.Workers;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that run as tasks of Spark give the bytes that they give on threads, and fail as those do. */
class SparkSweepTest {
    private static final String NETWORK = """
            data: {generate: xor, samples: 24, test: 8}
            layers:
              - {name: hidden, units: 3}
              - {name: classes, transfer: rectified}
            timing: {tauUMs: 400, freeMs: 10, warmupMs: 5, controlledMs: 10}
            learning: {optimiser: sgd, epochs: 1, batch: 8}
            agreement: {samples: 1, settleMs: 20}
            formulations: [F1, F2]
            grid:
              learning.optimiser.rate: [0.01, 1e12]
              seed: {from: 1, to: 3}
            """;

    private static Workers spark;

    @TempDir
    Path directory;

    private final SweepPlan plan = SweepPlan.of(ExperimentFile.read("xor.yaml", NETWORK), MatrixProduct.detect());

    @BeforeAll
    static void start() {
        spark = Workers.of("local[2]", 1).get();
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private RunDirectory run(String name, Workers workers) {
        RunDirectory out = RunDirectory.open(directory.resolve(name));
        SweepResult.write(plan, out, new SweepRun(plan, out).run(workers, (cell, state, error) -> {}, () -> false));
        return out;
    }

    /** Every file, without times of the machine. */
    private static Map<String, String> files(RunDirectory sweep) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = sweep.file("");
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                boolean cell = file.endsWith("metrics.csv");
                files.put(
                        root.relativize(file).toString(),
                        cell
                                ? text.lines()
                                        .filter(line -> !line.endsWith(",s"))
                                        .collect(Collectors.joining("\n"))
                                : text);
            }
        }
        return files;
    }

    @Test
    void tasksOfSparkGiveTheBytesOfThreads() throws IOException {
        assertThat(spark.places()).isEqualTo(2);
        Map<String, String> tasks = files(run("spark", spark));
        assertThat(tasks).isEqualTo(files(run("threads", new Workers.Threads(2))));
        assertThat(tasks).containsKeys("results.csv", "cells.csv", "cells/00006/run.yaml");
        assertThat(tasks.get("results.csv")).contains("\n1,0.01,1,F2,test_accuracy,,1,");
        assertThat(tasks.get("cells.csv")).containsPattern("\n4,1e12,1,[0-9a-f]{16},diverged,failed,\"?F1, epoch 1");
    }

    @Test
    void aCellThatFailsInATaskIsTriedOnceMoreAndListed() throws IOException {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        Workers failing = new Workers() {
            @Override
            public int places() {
                return spark.places();
            }

            @Override
            public String run(String description) {
                boolean second = description.equals(plan.cells().get(1).description());
                int attempt = attempts.merge(description, 1, Integer::sum);
                boolean once =
                        attempt == 1 && description.equals(plan.cells().get(2).description());
                return spark.run(second || once ? description.replace("layers:", "layer:") : description);
            }

            @Override
            public void close() {
                // not ours
            }
        };
        RunDirectory out = run("failing", failing);
        List<Cell> cells = plan.cells();
        assertThat(attempts)
                .containsEntry(cells.get(0).description(), 1)
                .containsEntry(cells.get(1).description(), 2)
                .containsEntry(cells.get(2).description(), 2);
        assertThat(Files.readString(out.file("cells.csv")))
                .contains("\n2,0.01,2," + cells.get(1).identity().id() + ",failed,,", "layer (line ")
                .containsPattern("\n3,0.01,3,[0-9a-f]{16},complete,");
    }

    @Test
    void theJvmHasWhatSparkAsksFor() {
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        assertThat(given)
                .containsAll(Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                        .filter(option -> option.startsWith("--add-opens"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[0]", "local[2", "spark://", "spark://host", "spark://host:99999", "yarn", "Local"})
    void anotherMasterIsRefused(String master) {
        assertThatThrownBy(() -> Workers.of(master, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("--master: expected threads, local[N], spark://HOST:PORT, found '" + master + "'");
    }

    @Test
    void aMasterThatDoesNotAnswerIsRefusedBeforeAnythingRuns() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> Workers.of("spark://127.0.0.1:" + port, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("expected a Spark master that answers, found none at 'spark://127.0.0.1:");
    }
}

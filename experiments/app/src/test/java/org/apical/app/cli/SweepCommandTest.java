package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code apical sweep} on threads. */
class SweepCommandTest {
    private static final String NETWORK = """
            data: {generate: xor, samples: 24, test: 8}
            layers:
              - {name: hidden, units: 3}
              - {name: classes, transfer: rectified}
            timing: {tauUMs: 400, freeMs: 10, warmupMs: 5, controlledMs: 10}
            learning: {epochs: 1, batch: 8}
            agreement: {samples: 1, settleMs: 20}
            formulations: [F1]
            """;

    @TempDir
    Path directory;

    private Path file;
    private Path out;

    @BeforeEach
    void file() throws IOException {
        file = directory.resolve("xor.yaml");
        out = directory.resolve("out");
        Files.writeString(file, NETWORK + "grid:\n  layers[0].units: [3, 4]\n  seed: [1, 2]\n");
    }

    private CommandOutcome sweep(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("sweep", file.toString(), "--master", "threads", "--threads", "2", "--out", out.toString()));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    @Test
    void aCellIsTheRunThatItDescribes() throws IOException {
        CommandOutcome sweep = sweep("--json");
        assertThat(sweep.exit()).isZero();
        assertThat(sweep.json().get("cells").toString()).isEqualTo("{\"complete\":4,\"diverged\":0,\"failed\":0}");
        Path cell = out.resolve("cells/00003");
        Path again = directory.resolve("again");
        CommandOutcome.of("run", cell.resolve("run.yaml").toString(), "--out", again.toString());

        String measured = CommandOutcome.metrics(cell);
        assertThat(measured).endsWith("\nF1,diverged,,,0.0,1");
        assertThat(measured.replaceAll("\n[^\n]*$", "")).isEqualTo(CommandOutcome.metrics(again));
        assertThat(Files.readString(again.resolve("run.yaml")))
                .contains(Files.readString(cell.resolve("run.yaml"))
                        .lines()
                        .toList()
                        .get(1));
        assertThat(Files.readString(out.resolve("report.html"))).contains("A sweep of 4 runs");
    }

    @Test
    void resultsOfAnotherSweepAreReplacedOnlyWhenAskedAndWholly() throws IOException {
        sweep();
        String four = Files.readString(out.resolve("results.csv"));
        Files.writeString(file, NETWORK + "grid: {seed: [1, 2]}\n");
        sweep().isOneLine("expected a directory without results, found another run", "grid.layers[0].units");
        assertThat(Files.readString(out.resolve("results.csv"))).isEqualTo(four);

        assertThat(sweep("--overwrite").exit()).isZero();
        assertThat(out.resolve("cells")).isDirectoryContaining("glob:**00002").isDirectoryNotContaining("glob:**00003");
    }

    @Test
    void whatWasStoppedGoesOn() throws IOException {
        sweep();
        String results = Files.readString(out.resolve("results.csv"));
        Files.writeString(
                out.resolve("run.yaml"),
                Files.readString(out.resolve("run.yaml")).replace("state: complete", "state: incomplete"));
        Files.delete(out.resolve("results.csv"));
        Files.delete(out.resolve("cells/00002/run.yaml"));
        sweep().isOneLine("found the same run, which was stopped: --resume goes on with it");

        CommandOutcome rest = sweep("--resume");
        assertThat(rest.exit()).isZero();
        assertThat(rest.err()).contains("1 of 4 cells to run on threads, the others have run");
        assertThat(Files.readString(out.resolve("results.csv"))).isEqualTo(results);
        assertThat(sweep("--resume").err()).contains("is complete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; expected the key grid, what to vary, found none",
                "grid: {learning.rat: [1]}; learning.rat (line 9): expected",
                "grid: {learning.epochs: [1, x]}; learning.epochs (line 9): expected a whole number from 0 to",
                "grid: {seed: [1, 2, 1]}; grid (line 9): expected cells that differ, found cell 3 {seed=1} to be the same as cell 1"
            })
    void whatCouldNotRunIsRefusedBeforeAnythingDoes(String grid, String message) throws IOException {
        Files.writeString(file, NETWORK + (grid == null ? "" : grid + "\n"));
        sweep().isOneLine("xor.yaml: ", message);
        assertThat(out).doesNotExist();
    }

    @Test
    void aMasterThatIsNotThereIsRefused() {
        CommandOutcome.of("sweep", file.toString(), "--master", "yarn", "--out", out.toString())
                .isOneLine("--master: expected threads, found 'yarn'");
        assertThat(out).doesNotExist();
    }

    @Test
    void otherCommandsLeaveTheGridAlone() {
        assertThat(CommandOutcome.of("compare", file.toString(), "--out", out.toString())
                        .exit())
                .isZero();
    }
}

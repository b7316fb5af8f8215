package org.apical.app.cli;

import static org.apical.app.cli.CommandOutcome.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apical.app.store.DirectoryLock;
import org.apical.app.store.RunDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** A run that is stopped goes on to the results of one that never was, and none replaces or mixes with those of another; learning from a table, whose targets are numbers. */
class ResumeTest {
    private static final String NETWORK = """
            data: {file: robot.csv, targets: [y], test: 4}
            layers:
              - {name: hidden, units: 4}
              - {name: output, transfer: linear}
            timing: {tauUMs: 400, freeMs: 10, warmupMs: 5, controlledMs: 10}
            learning: {epochs: 40, batch: 3}
            agreement: {samples: 1, settleMs: 20}
            formulations: [F1]
            """;

    @TempDir
    Path directory;

    private Path out;
    private SignalHandler former;

    @BeforeEach
    void files() throws IOException {
        StringBuilder table = new StringBuilder("a,b,y\n");
        for (int k = 0; k < 12; k++) {
            table.append(k / 12.0)
                    .append(',')
                    .append(k % 3)
                    .append(',')
                    .append(0.1 * k % 0.7)
                    .append('\n');
        }
        Files.writeString(directory.resolve("robot.csv"), table.toString());
        Files.writeString(directory.resolve("net.yaml"), NETWORK);
        out = directory.resolve("run");
        // one that comes after the run has ended is not to end the tests
        former = Signal.handle(new Signal("TERM"), signal -> {});
    }

    @AfterEach
    void handlers() {
        Signal.handle(new Signal("TERM"), former);
    }

    private CommandOutcome compare(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("compare", directory.resolve("net.yaml").toString()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--threads", "1", "--out", out.toString()));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private Path checkpoint(String name) {
        return out.resolve("checkpoint").resolve(name);
    }

    private String runYaml() throws IOException {
        return Files.readString(out.resolve("run.yaml"));
    }

    /** Everything that was written and tells no time. */
    private List<Object> results() throws IOException {
        return List.of(
                metrics(out),
                Files.readAllBytes(out.resolve("recording.h5")),
                Files.readAllBytes(checkpoint("F1.weights")),
                Files.readAllBytes(checkpoint("F1.weights.1")),
                runYaml());
    }

    /** The results of a run that is not stopped. */
    private List<Object> straight() throws IOException {
        Path here = out;
        out = directory.resolve("straight");
        assertThat(compare().exit()).isLessThan(2);
        List<Object> results = results();
        out = here;
        return results;
    }

    /** Begins, and asks it to stop once it has kept two generations. */
    private CommandOutcome stopped(String... more) throws IOException {
        Thread asks = new Thread(() -> {
            while (!Files.exists(checkpoint("F1.state.1"))) {
                LockSupport.parkNanos(1_000_000);
            }
            Signal.raise(new Signal("TERM"));
        });
        asks.setDaemon(true);
        asks.start();
        return compare(more);
    }

    @Test
    void aRunThatIsAskedToStopGoesOn() throws IOException {
        CommandOutcome stopped = stopped();
        assertThat(stopped.exit()).isEqualTo(143);
        assertThat(stopped.err().strip())
                .contains("SIGTERM: stops after what is under way")
                .endsWith("stopped by SIGTERM; it goes on with experiments/apical compare "
                        + directory.resolve("net.yaml") + " --out " + out + " --resume");
        assertThat(runYaml()).contains("  state: incomplete");
        assertThat(Files.readString(out.resolve("log.txt"))).contains("stopped by SIGTERM");

        compare().isOneLine(out + ": expected a directory without results, found the same run, which was stopped");
        compare("--resume", "--set", "learning.epochs=41", "--seed", "2")
                .isOneLine(
                        "--resume: " + out.resolve("run.yaml") + ": expected the same run, found another run",
                        "(learning.epochs: 40 there, 41 here; seed: 1 there, 2 here)");

        CommandOutcome resumed = compare("--resume");
        assertThat(resumed.exit()).as(resumed.err()).isLessThan(2);
        assertThat(results()).usingRecursiveComparison().isEqualTo(straight());
        assertThat(runYaml()).contains("  state: complete");
        String id = runYaml().lines().skip(1).findFirst().orElseThrow().substring("  id: ".length());
        assertThat(id).matches("[0-9a-f]{16}");
        for (String file : List.of("log.txt", "report.html", "recording.h5", "checkpoint/F1.weights")) {
            assertThat(Files.readString(out.resolve(file), StandardCharsets.ISO_8859_1))
                    .as(file)
                    .contains(id);
        }
        assertThat(checkpoint("F1.state")).doesNotExist();
        assertThat(checkpoint("F1.state.1")).doesNotExist();

        CommandOutcome complete = compare("--resume");
        assertThat(complete.exit()).isEqualTo(resumed.exit());
        assertThat(complete.err().strip()).isEqualTo("compare: " + out + " is complete");
    }

    /** One bit that has flipped, half of it, a format of later, nothing at all. */
    @ParameterizedTest
    @ValueSource(strings = {"checksum", "bytes", "version 1 of the format, found 2", "at least"})
    void aDamagedGenerationIsNamedAndTheOneBeforeUsed(String found) throws IOException {
        assertThat(stopped().exit()).isEqualTo(143);
        byte[] last = Files.readAllBytes(checkpoint("F1.state"));
        switch (found) {
            case "checksum" -> last[last.length / 2] ^= 4;
            case "bytes" -> last = Arrays.copyOf(last, last.length / 2);
            case "at least" -> last = new byte[0];
            default -> last[8] = 2;
        }
        Files.write(checkpoint("F1.state"), last);
        CommandOutcome resumed = compare("--resume");
        assertThat(resumed.exit()).as(resumed.err()).isLessThan(2);
        assertThat(resumed.err())
                .contains(
                        checkpoint("F1.state") + ": damaged: expected ",
                        found,
                        "; goes on from " + checkpoint("F1.state.1"));
        assertThat(results()).usingRecursiveComparison().isEqualTo(straight());
    }

    @Test
    void withoutAWholeGenerationItBeginsAnew() throws IOException {
        assertThat(stopped().exit()).isEqualTo(143);
        for (String name : List.of("F1.state", "F1.state.1", "F1.weights")) {
            Files.writeString(checkpoint(name), "damaged");
        }
        CommandOutcome resumed = compare("--resume");
        assertThat(resumed.exit()).as(resumed.err()).isLessThan(2);
        assertThat(resumed.err()).contains("; F1 begins anew");
        assertThat(results()).usingRecursiveComparison().isEqualTo(straight());
    }

    /** Under the name that the description has. */
    @Test
    void otherDataAreRefused() throws IOException {
        assertThat(stopped().exit()).isEqualTo(143);
        Path table = directory.resolve("robot.csv");
        Files.writeString(table, Files.readString(table).replace("0.5,", "0.51,"));
        assertThat(compare("--resume").lastLine()).contains("--resume: expected the data that the run began with");
    }

    /** Whose files somebody has put here. */
    @Test
    void theStateOfAnotherRunIsRefused() throws IOException {
        Path here = out;
        out = directory.resolve("other");
        assertThat(stopped("--seed", "2").exit()).isEqualTo(143);
        byte[] other = Files.readAllBytes(checkpoint("F1.state"));
        out = here;
        assertThat(stopped().exit()).isEqualTo(143);
        Files.write(checkpoint("F1.state"), other);
        assertThat(compare("--resume").lastLine())
                .contains(checkpoint("F1.state") + ": expected the state of the run ", ", found that of ");
    }

    @Test
    void resultsOfAnotherRunAreReplacedOnRequestOnly() throws IOException {
        String[] brief = {"--set", "learning.epochs=1"};
        assertThat(compare(brief).exit()).isLessThan(2);
        List<Object> before = results();
        String log = Files.readString(out.resolve("log.txt"));
        compare()
                .isOneLine(
                        out
                                + ": expected a directory without results, found another run (learning.epochs: 1 there, 40 here)",
                        "--overwrite replaces");
        compare("--resume", "--overwrite").isOneLine("--resume: expected no --overwrite");
        assertThat(results()).usingRecursiveComparison().isEqualTo(before);
        assertThat(out.resolve("log.txt")).hasContent(log);
        // the same again is the same
        assertThat(compare(brief).exit()).isLessThan(2);
        assertThat(results()).usingRecursiveComparison().isEqualTo(before);
        assertThat(compare("--overwrite", "--set", "learning.epochs=2").exit()).isLessThan(2);
        assertThat(metrics(out)).contains("F1,test_loss,,2,");

        Files.delete(out.resolve("run.yaml"));
        compare(brief).isOneLine("found results that do not say of what run they are");
    }

    /** So that a script can always ask for it. */
    @Test
    void whereThereIsNothingToGoOnWithItBegins() throws IOException {
        assertThat(compare("--resume", "--checkpoint", "0", "--set", "learning.epochs=1")
                        .exit())
                .isLessThan(2);
        assertThat(runYaml()).contains("  state: complete");
        compare("--checkpoint", "-1").isOneLine("--checkpoint must be finite and >= 0 s");
    }

    @Test
    void whatAnotherRunWritesToAndLinksAreLeftAlone() throws IOException {
        RunDirectory locked = RunDirectory.open(out);
        try (DirectoryLock lock = DirectoryLock.of(locked)) {
            Path link = Files.createSymbolicLink(directory.resolve("link"), out);
            compare("--overwrite").isOneLine("expected a directory that no other run writes to");
            out = link;
            compare("--resume").isOneLine("expected a directory that no other run writes to");
            lock.close();
        }
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.createSymbolicLink(out.resolve("checkpoint"), elsewhere);
        Path mine = Files.writeString(directory.resolve("mine"), "mine");
        Files.createSymbolicLink(out.resolve("log.txt"), mine);
        assertThat(compare().lastLine())
                .contains("checkpoint: expected a directory, found a link, which is not followed");
        assertThat(mine).hasContent("mine");
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).isEmpty();
        }
    }
}

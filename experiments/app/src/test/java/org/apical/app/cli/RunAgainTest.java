package org.apical.app.cli;

import static org.apical.app.cli.CommandOutcome.metrics;
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
import org.junit.jupiter.params.provider.ValueSource;

/** One experiment, asked by several commands, said in several ways, and run again as its run.yaml says. */
class RunAgainTest {
    private static final String SMALL = """
            data: {set: digits, train: 40, test: 50}
            layers:
              - {name: hidden, units: 6}
              - {name: classes, transfer: rectified}
            spikes: {neuronsPerUnit: 10}
            timing: {tauUMs: 400, freeMs: 40, warmupMs: 10, controlledMs: 60}
            learning: {target: {nudge: {lambda: 2}}, optimiser: {kind: adam, rate: 0.03}, epochs: 1, batch: 17}
            agreement: {samples: 2, settleMs: 100}
            """;
    private static final String SHOWN = """
            input: {units: 4, baselineHz: 100}
            layers:
              - {name: hidden, units: 5}
              - {name: output, units: 2, transfer: rectified}
            sources:
              - {name: tonic, units: 2, rateHz: 10}
            projections:
              - {from: tonic, to: hidden, site: apical, delayMs: 1, weights: {deviation: 0.1}}
            spikes: {soma: lif, noiseMv: 2, neuronsPerUnit: 10}
            timing: {freeMs: 40, warmupMs: 10, controlledMs: 60}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("small.yaml"), SMALL);
        Files.writeString(directory.resolve("shown.yaml"), SHOWN);
    }

    /** Runs a command line, its file and options divided by blanks, into a directory of its own. */
    private Path run(String name, String line) {
        return run(name, outcome(name, line));
    }

    private Path run(String name, CommandOutcome outcome) {
        assertThat(outcome.exit()).as(outcome.err()).isIn(0, ApicalCommand.FAILED);
        assertThat(outcome.err()).contains("report: ");
        return directory.resolve(name);
    }

    private CommandOutcome outcome(String name, String line) {
        List<String> arguments = new ArrayList<>();
        for (String word : line.split(" (?![^{]*})")) {
            arguments.add(word.endsWith(".yaml") ? directory.resolve(word).toString() : word);
        }
        arguments.addAll(List.of("--out", directory.resolve(name).toString()));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    /** What a run wrote of its experiment, without what it adds about itself. */
    private static String described(Path run) throws IOException {
        return Files.readString(run.resolve("run.yaml")).replaceFirst("(?s)^run:\n(  .*?\n)+(?=\\w)", "");
    }

    /** The number in the row that begins so. */
    private static String value(String metrics, String row) {
        return metrics.lines()
                .filter(line -> line.startsWith(row))
                .map(line -> line.substring(row.length()).split(",")[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + row));
    }

    @Test
    void theSameFileIsTheSameUnderCompareRunAndAudit() throws IOException {
        String compared = metrics(run("compare", "compare small.yaml"));
        assertThat(metrics(run("run", "run small.yaml"))).isEqualTo(compared);
        String audited = metrics(run("audit", "audit small.yaml --quick"));
        String before = value(audited, "small.yaml,1,test_accuracy,before,");
        String after = value(audited, "small.yaml,1,test_accuracy,after,");
        assertThat(after).isNotEqualTo(before);
        assertThat(value(compared, "F2,test_accuracy,,0,")).isEqualTo(before);
        assertThat(value(compared, "F2,test_accuracy,,1,")).isEqualTo(after);
        assertThat(described(directory.resolve("run"))).isEqualTo(described(directory.resolve("compare")));
        assertThat(described(directory.resolve("audit"))).isEqualTo(described(directory.resolve("compare")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compare small.yaml --seed 3 --threads 1",
                "compare small.yaml --neurons 5 --set learning.feedback.fixed=product --set timing.readoutMs=50",
                "compare small.yaml --spikes lif --controller rate --controller-neurons 20",
                "compare --quick --samples 32 --epochs 1 --neurons 5 --set agreement.settleMs=1000",
                "run small.yaml --set formulations=[F1] --set learning.optimiser.schedule=constant",
                "run shown.yaml --seed 2",
                "audit small.yaml --quick",
                "run controller --quick --neurons 40 --seed 2",
            })
    void whatARunSaysOfItselfGivesTheSameMetrics(String line) throws IOException {
        Path first = run("first", line);
        Path again = run("again", "run " + first.resolve("run.yaml"));
        assertThat(metrics(again)).isEqualTo(metrics(first)).hasLineCount((int)
                metrics(first).lines().count());
        assertThat(described(again)).isEqualTo(described(first));
        assertThat(described(again)).doesNotContain("threads:", "kernels:");
    }

    /** An option is a short name of a key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 2 | --set learning.epochs=2",
                "--epochs 0 --samples 20 | --set learning.epochs=0 --set data.train=20",
                "--seed 5 | --set seed=5",
                "--neurons 4 | --set spikes.neuronsPerUnit=4",
                "--learning-rate 0.01 | --set learning.optimiser.rate=0.01",
                "--controller rate --controller-neurons 20 | --set controller={kind: rate, neurons: 20}",
                "--feedback fixed | --set learning.feedback={fixed: product}",
            })
    void anOptionIsItsKey(String option, String set) throws IOException {
        Path one = run("one", "compare small.yaml " + option);
        Path other = run("other", "compare small.yaml " + set);
        assertThat(described(other)).isEqualTo(described(one));
        assertThat(metrics(other)).isEqualTo(metrics(one));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threadsChangeNoMetric(int threads) throws IOException {
        String one = metrics(run("one", "compare small.yaml --threads 1"));
        assertThat(metrics(run("more", "compare small.yaml --threads " + threads)))
                .isEqualTo(one);
    }
}

package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions that once went wrong without a word, each a small change of one that is right. */
class FaultsTest {
    private static final String RIGHT = """
            input: {name: input, units: 4, gainHz: 100, baselineHz: 100}
            layers:
              - {name: hidden, units: 5, transfer: tanh}
              - {name: output, units: 2, transfer: rectified}
            feedforward:
              - {from: input, to: hidden, delayMs: 2}
              - {from: hidden, to: output, delayMs: 2}
            sources:
              - {name: tonic, units: 1, neurons: 1, rateHz: 10}
            projections:
              - {from: hidden, to: hidden, delayMs: 1, weights: {deviation: 0.02}}
              - {from: tonic, to: hidden, delayMs: 1}
            neurons:
              cell: standard
              hidden: {offsetMv: 15, scaleMv: 5, baselineHz: 100, gainHz: 100}
              output: {offsetMv: 15, scaleMv: 1.5, baselineHz: 200, gainHz: 20}
            spikes: {soma: escape, neuronsPerUnit: 5, synapseTauMs: 5}
            controller: {kind: ideal, alpha: 0.01}
            timing: {dtMs: 1, tauUMs: 400, freeMs: 100, warmupMs: 20, controlledMs: 40}
            """;

    @TempDir
    Path directory;

    private CommandOutcome run(String text, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("net.yaml"), text);
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "run",
                file.toString(),
                "--overwrite",
                "--out",
                directory.resolve("run").toString()));
        arguments.addAll(List.of(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private static String changed(String right, String wrong) {
        assertThat(RIGHT).contains(right);
        return RIGHT.replace(right, wrong);
    }

    private void refused(String right, String wrong, String message) throws IOException {
        run(changed(right, wrong)).isOneLine("net.yaml: " + message);
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @Test
    void whatIsRightRuns() throws IOException {
        assertThat(run(RIGHT).exit()).isZero();
        assertThat(directory.resolve("run/metrics.csv")).content().contains("F3,potential_rms,output");
    }

    /** Each with its key, its line and both times between which it lies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden, delayMs: 1 | hidden, delayMs: 0.4 | projections[0].delayMs (line 11) | a multiple of dtMs = 1.0 ms, next to it 0 or 1 ms, got 0.4",
                "freeMs: 100 | freeMs: 100.4 | timing.freeMs (line 19) | a multiple of dtMs = 1.0 ms, next to it 100 or 101 ms, got 100.4",
                "warmupMs: 20 | warmupMs: 99.6 | timing.warmupMs (line 19) | a multiple of dtMs = 1.0 ms, next to it 99 or 100 ms, got 99.6",
                "controlledMs: 40 | controlledMs: 0.4 | timing.controlledMs (line 19) | a multiple of dtMs = 1.0 ms, next to it 0 or 1 ms, got 0.4",
                "controlledMs: 40 | controlledMs: 40, readoutMs: 0.5 | timing.readoutMs (line 19) | next to it 0 or 1 ms, got 0.5",
                "alpha: 0.01 | alpha: 0.01, delayMs: 2.5 | controller.delayMs (line 18) | next to it 2 or 3 ms, got 2.5",
            })
    void timesOffTheGridAreRefused(String right, String wrong, String place, String expected) throws IOException {
        CommandOutcome outcome = run(changed(right, wrong));
        outcome.isOneLine("net.yaml: " + place + ": ", expected);
    }

    @Test
    void timesOnTheGridOfASmallStepAreNot() throws IOException {
        String text = changed("dtMs: 1,", "dtMs: 0.1,")
                .replace("freeMs: 100", "freeMs: 0.3")
                .replace("warmupMs: 20", "warmupMs: 0.2");
        assertThat(run(text.replace("controlledMs: 40", "controlledMs: 0.7")).exit())
                .isZero();
    }

    @Test
    void anAliasIsRefused() throws IOException {
        String anchor = changed("transfer: tanh", "transfer: &linear tanh");
        run(anchor.replace("transfer: rectified", "transfer: *linear"))
                .isOneLine("net.yaml: line 4: expected the value itself, found the alias *linear");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alpha: 0.01 | alpha: 0.01f | controller.alpha (line 18): expected a number >= 0, found '0.01f'",
                "dtMs: 1, | dtMs: 1d, | timing.dtMs (line 19): expected a number > 0 (ms), found '1d'",
                "freeMs: 100 | freeMs: 0x64p0 | timing.freeMs (line 19): expected a number >= 0 (ms), found '0x64p0'",
                "freeMs: 100 | freeMs: 0x64 | timing.freeMs (line 19): expected a number >= 0 (ms), found '0x64'",
                "units: 5 | units: 010 | layers[0].units (line 3): expected a whole number from 1 to 1000000 without a leading zero",
                "units: 5 | units: !!int 5 | line 3: expected a value without a tag, found !tag:yaml.org,2002:int",
            })
    void numbersAreThoseOfYaml(String right, String wrong, String message) throws IOException {
        refused(right, wrong, message);
    }

    @Test
    void controlCharactersOfANameReachNeitherScreenNorLog() throws IOException {
        CommandOutcome outcome = run(RIGHT.replace("hidden", "\"a\\u001b[31mRED\\nX\""));
        outcome.isOneLine("net.yaml: layers[0].name (line 3): expected a text without control characters");
        assertThat(outcome.err()).doesNotContain("\u001b");
    }

    /** A file may be called anything; its name is shown in the terminal, the log, the description and the page. */
    @Test
    void controlCharactersOfANameOfAFileReachNobody() throws IOException {
        Path file = Files.writeString(directory.resolve("a\u001b[31mRED\u009b2J\nX.yaml"), RIGHT);
        CommandOutcome outcome = CommandOutcome.of(
                "run",
                file.toString(),
                "--json",
                "--out",
                directory.resolve("o\u001b[1m").toString());
        assertThat(outcome.exit()).isZero();
        String[] shown = {
            outcome.out(),
            outcome.err(),
            Files.readString(directory.resolve("o\u001b[1m/log.txt")),
            Files.readString(directory.resolve("o\u001b[1m/report.html")),
            Files.readString(directory.resolve("o\u001b[1m/metrics.csv")),
        };
        for (String text : shown) {
            assertThat(text).isNotEmpty().doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
        }
        assertThat(shown[2]).contains("a\\u001b[31mRED\\u009b2J X.yaml");
        assertThat(outcome.out()).containsIgnoringCase("\\u001b[1m");
    }

    /** What is only found while building has its place in the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "soma: escape | soma: {kind: lif, refractoryMs: 1.5} | spikes (line 17): refractoryMs of the soma must be a multiple of dtMs = 1.0 ms",
                "transfer: tanh} | transfer: tanh, bias: false} | layers[0].bias (line 3): hidden.bias must be true where a code has an offset",
                "transfer: tanh} | transfer: tanh, competition: {kind: winner take all, activeShare: 0.5}} | layers[0].competition (line 3): F3.hidden.competition must be none",
                "hidden, delayMs: 1 | hidden, delayMs: 2e9 | projections[0].delayMs (line 11): 2000000000 steps x 5 units x 16 lanes of projections[0].delayMs must fit into the ",
                "alpha: 0.01 | alpha: 0.01, delayMs: 2e9 | controller.delayMs (line 18): 2000000000 steps x 2 units x 16 lanes of controller.delayMs must fit into",
                "gainHz: 20} | gainHz: 4.9e-324} | layers[1].transfer (line 4): RectifiedLinear.floor must be a finite number",
                "scaleMv: 1.5 | scaleMv: 0 | neurons.output.scaleMv (line 16): expected a number > 0 (mV), found '0'",
                "synapseTauMs: 5 | synapseTauMs: 0.5 | timing.dtMs (line 19): expected at most 0.5 ms, spikes.synapseTauMs, found '1'",
                "rateHz: 10 | rateHz: -1 | sources[0].rateHz (line 9): expected a number >= 0 (Hz), found '-1'",
            })
    void whatIsFoundWhileBuildingHasItsPlace(String right, String wrong, String message) throws IOException {
        refused(right, wrong, message);
    }

    /** A cell without time constants, and a soma that is silent where its code has a rate. */
    @Test
    void whatNeuronsCannotBeHasItsPlace() throws IOException {
        String cell =
                "{restMv: -70, coupling: reciprocal, soma: {capacitancePicoF: 200, leakNanoS: 20}, basal: {capacitancePicoF: 1e-300, leakNanoS: 10},"
                        + " apical: {capacitancePicoF: 100, leakNanoS: 10}, basalCouplingNanoS: 30, apicalCouplingNanoS: 20}";
        refused("cell: standard", "cell: " + cell, "neurons (line 14): PyramidalCell must have time constants");
        run(changed("transfer: tanh", "transfer: f-I curve")
                        .replace("soma: escape", "soma: {kind: lif, thresholdMv: 111}, noiseMv: 16"))
                .isOneLine("net.yaml: ", " (line ");
    }

    /** It does what a network without it does. */
    @Test
    void aSourceAtZeroIsASilentControl() throws IOException {
        assertThat(run(changed("rateHz: 10", "rateHz: 0")).exit()).isZero();
        String silent = CommandOutcome.metrics(directory.resolve("run"));
        String without = RIGHT.replaceAll("(?m)^.*(sources:|tonic).*\n", "");
        assertThat(run(without).exit()).isZero();
        String none = CommandOutcome.metrics(directory.resolve("run"));
        // F3 draws other random numbers where there is a source
        assertThat(silent.split("(?m)^F3")[0]).isEqualTo(none.split("(?m)^F3")[0]);
    }

    /** Nothing can move a unit: no weight, no controller. */
    @Test
    void withoutControllerNothingMoves() throws IOException {
        String text = """
                input: {name: input, units: 4, gainHz: 100, baselineHz: 100}
                layers:
                  - {name: output, units: 2, transfer: rectified}
                feedforward:
                  - {from: input, to: output, weights: {mean: 0, deviation: 0}}
                spikes: {soma: escape, neuronsPerUnit: 10, synapseTauMs: 5}
                controller: {kind: none}
                timing: {dtMs: 1, tauUMs: 400, freeMs: 100, warmupMs: 50, controlledMs: 200}
                """;
        assertThat(run(text).exit()).isZero();
        // F2 and F3 go through mV, of which 1e-12 is rounding
        assertThat(moved()).hasSize(3).allMatch(rms -> rms < 1e-12);
        assertThat(run(text.replace("kind: none", "kind: ideal")).exit()).isZero();
        assertThat(moved()).hasSize(3).allMatch(rms -> rms > 0.01);
    }

    private List<Double> moved() throws IOException {
        return CommandOutcome.metrics(directory.resolve("run"))
                .lines()
                .filter(line -> line.contains("potential_rms"))
                .map(line -> Double.valueOf(line.split(",")[4]))
                .toList();
    }

    /** A code of 1e-300 mV for a unit of v, which F2 and F3 divide by. */
    @Test
    void noNumberThatIsNonePassesForOne() throws IOException {
        CommandOutcome outcome = run(changed("scaleMv: 1.5", "scaleMv: 1e-300"), "--json");
        assertThat(outcome.exit()).isEqualTo(1);
        JsonNode json = outcome.json();
        assertThat(json.at("/formulations/F2/layers/output/potential_rms").isNull())
                .isTrue();
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(outcome.out()).doesNotContain("Infinity", "NaN");
        assertThat(outcome.err()).contains("FAILED infinite numbers, the first F2 potential_rms out");
    }
}

package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions of what no memory holds, no number counts or no matrix inverts: refused with its size before it is made. */
class FaultsOfSizeTest {
    private static final String RIGHT = """
            input: {name: input, units: 4, gainHz: 100, baselineHz: 100}
            layers:
              - {name: hidden, units: 5, transfer: tanh}
              - {name: output, units: 3, transfer: rectified}
            feedforward:
              - {from: input, to: hidden, delayMs: 2}
              - {from: hidden, to: output, delayMs: 2}
            projections:
              - {from: hidden, to: hidden, delayMs: 1, connectivity: {pairs: [[0, 1], [1, 2]]}}
            neurons:
              cell: {restMv: -70, coupling: reciprocal, soma: {capacitancePicoF: 200, leakNanoS: 20}, basal: {capacitancePicoF: 100, leakNanoS: 10}, apical: {capacitancePicoF: 100, leakNanoS: 10}, basalCouplingNanoS: 30, apicalCouplingNanoS: 20}
            spikes: {soma: {kind: lif, refractoryMs: 2}, neuronsPerUnit: 5, synapseTauMs: 5, noiseMv: 2}
            controller: {kind: ideal, alpha: 0.01}
            timing: {dtMs: 1, tauUMs: 400, freeMs: 20, warmupMs: 5, controlledMs: 40}
            """;

    @TempDir
    Path directory;

    private CommandOutcome run(String right, String wrong) throws IOException {
        assertThat(RIGHT).contains(right);
        Path file = Files.writeString(directory.resolve("net.yaml"), RIGHT.replace(right, wrong));
        return CommandOutcome.of(
                "run", file.toString(), "--out", directory.resolve("run").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[0, 1], [1, 2]] | [[0, 1], [1, 2], [0, 1]] | projections[0].connectivity.pairs (line 9): | every pair once, got [0, 1] twice",
                "controller: {kind: ideal, alpha: 0.01 | controller: {kind: ideal, delayMs: 1e12 | controller.delayMs (line 13): | 2147483647 steps of dtMs = 1.0 ms",
                "hidden, delayMs: 1, | hidden, delayMs: 1e308, | projections[0].delayMs (line 9): | 2147483647 steps of dtMs = 1.0 ms",
                "hidden, delayMs: 2 | hidden, delayMs: 1e308 | feedforward[0].delayMs (line 6): | 2147483647 steps of dtMs = 1.0 ms",
                "output, units: 3 | output, units: 65536 | layers (line 3): | 65536 x 65536 = 4294967296",
                "{kind: ideal, alpha: 0.01} | {kind: spiking, neurons: 65536} | controller (line 13): | decoders of 65536 neurons must fit into the",
                "units: 5, | units: 1000000, | projections[0] (line 9): | at most 268435456 pairs of units (here 1000000000000)",
            })
    void whatIsTooLargeIsRefusedWithItsPlaceAndSize(String right, String wrong, String place, String size)
            throws IOException {
        run(right, wrong).isOneLine("net.yaml: " + place, size);
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capacitancePicoF: 100, leakNanoS: 10}, apical | capacitancePicoF: 1e-300, leakNanoS: 10}, apical | C^-1 G is singular or out of the range of numbers",
                "capacitancePicoF: 100, leakNanoS: 10}, basalC | capacitancePicoF: 100, leakNanoS: 99999999999999999999}, basalC | C^-1 G is singular or out of the range of numbers",
                "refractoryMs: 2 | refractoryMs: 1.5 | must be a multiple of dtMs = 1.0 ms, next to it 1 or 2 ms, got 1.5",
                "hidden, delayMs: 1, | hidden, delayMs: 1e8, | projections[0].delayMs (line 9): 100000000 steps x 5 units x 16 lanes of projections[0].delayMs must fit into the",
            })
    void whatCannotBeMadeIsRefusedInALine(String right, String wrong, String expected) throws IOException {
        CommandOutcome outcome = run(right, wrong);
        assertThat(outcome.exit()).isEqualTo(ApicalCommand.BAD_INPUT);
        assertThat(outcome.lastLine()).contains(expected);
    }
}

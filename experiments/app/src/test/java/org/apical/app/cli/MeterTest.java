package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a run has come: the time left, lines, and events for scripts. */
class MeterTest {
    private static final String XOR = """
            data: {generate: xor, samples: 40, test: 20}
            layers:
              - {name: hidden, units: 4}
              - {name: output, transfer: linear}
            timing: {freeMs: 60, warmupMs: 20, controlledMs: 100}
            learning: {epochs: 2, batch: 8%s}
            agreement: {samples: 1, settleMs: 200}
            formulations: [F1, F2]
            """;

    @TempDir
    private Path directory;

    @Test
    void whatWasDoneBeforeTookNoTime() {
        AtomicLong nanos = new AtomicLong(5_000_000_000L);
        TimeLeft left = new TimeLeft(1000, nanos::get);
        assertThat(left.seconds()).isEmpty();
        left.to(600);
        assertThat(left.seconds()).isEmpty();
        nanos.addAndGet(2_000_000_000L);
        left.to(700);
        // 50 a second, 300 left
        assertThat(left.seconds().orElseThrow()).isCloseTo(6, within(1e-9));
        assertThat(left.fraction()).isEqualTo(0.7);
        left.to(1000);
        assertThat(left.seconds()).hasValue(0);
    }

    @Test
    void linesSayHowFarItIsOnlyAfterSomeTime() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        for (long quiet : new long[] {Meter.MINUTE_NANOS, 0}) {
            Meter lines = new Meter.Lines(err, quiet);
            lines.begin("F1 rates", 100, "presentations");
            lines.to(0);
            lines.found(1, "test_accuracy", 0.5, "test 50.0 %");
            lines.to(50);
            lines.to(100);
            lines.end("test 90.0 %");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .startsWith("F1 rates: 100 presentations", "F1 rates: done, test 90.0 %", "F1 rates: 100 presentations")
                .contains("F1 rates: 0 %")
                .anyMatch(line -> line.matches("F1 rates: 50 %, epoch 1, test 50\\.0 %, about \\d+ s left"));
    }

    @Test
    void eventsAreObjectsOneALine() throws IOException {
        String file = yaml("");
        CommandOutcome outcome = CommandOutcome.of("run", file, "--out", at("run"), "--events", "--threads", "1");
        List<JsonNode> events = events(outcome);
        assertThat(events.get(0).get("event").asText()).isEqualTo("begins");
        assertThat(events.get(0).get("directory").asText()).isEqualTo(at("run"));
        assertThat(Files.readString(directory.resolve("run/run.yaml")))
                .contains("id: " + events.get(0).get("run").asText());
        Set<String> kinds = new HashSet<>();
        double last = 0;
        List<Double> scores = new ArrayList<>();
        for (JsonNode event : events) {
            String kind = event.get("event").asText();
            kinds.add(kind);
            if (kind.equals("part")) {
                last = 0;
            } else if (kind.equals("progress")) {
                assertThat(event.get("fraction").asDouble()).isBetween(last, 1.0);
                last = event.get("fraction").asDouble();
                assertThat(event.get("done").asLong())
                        .isLessThanOrEqualTo(event.get("total").asLong());
            } else if (kind.equals("epoch")) {
                scores.add(event.get("test_accuracy").asDouble());
            }
        }
        assertThat(last).isEqualTo(1);
        assertThat(kinds).containsExactlyInAnyOrder("begins", "part", "progress", "epoch", "ended", "finished");
        JsonNode finished = events.get(events.size() - 1);
        assertThat(finished.get("event").asText()).isEqualTo("finished");
        assertThat(finished.get("exit").asInt()).isEqualTo(outcome.exit()).isLessThan(2);
        assertThat(scores)
                .endsWith(finished.at("/result/formulations/F2/test_accuracy").asDouble());
        // a complete run says so and no more
        List<JsonNode> again =
                events(CommandOutcome.of("run", file, "--out", at("run"), "--events", "--resume", "--threads", "1"));
        assertThat(again).hasSize(1);
        assertThat(again.get(0).get("result").isNull()).isTrue();
    }

    @Test
    void whatFailsIsAnEvent() throws IOException {
        CommandOutcome missing = CommandOutcome.of("run", at("none.yaml"), "--events");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(events(missing)).hasSize(1);
        assertThat("apical: " + events(missing).get(0).get("error").asText())
                .isEqualTo(missing.err().strip());
        CommandOutcome option = CommandOutcome.of("run", yaml(""), "--events", "--what");
        assertThat(events(option).get(0).get("exit").asInt()).isEqualTo(2);
        CommandOutcome.of("run", yaml(""), "--json", "--events").lastLine();
        CommandOutcome diverged = CommandOutcome.of(
                "run", yaml(", optimiser: {rate: 1e9}"), "--events", "--out", at("far"), "--threads", "1");
        List<JsonNode> events = events(diverged);
        assertThat(events.get(events.size() - 1).get("exit").asInt()).isEqualTo(1);
        assertThat(events.get(events.size() - 1).get("event").asText()).isEqualTo("failed");
    }

    private String yaml(String learning) throws IOException {
        Path file = directory.resolve("xor" + learning.length() + ".yaml");
        Files.writeString(file, XOR.formatted(learning));
        return file.toString();
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }

    private static List<JsonNode> events(CommandOutcome outcome) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }
}

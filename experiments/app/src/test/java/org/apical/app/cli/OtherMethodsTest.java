package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of networks that learn by another method than control say nothing of control. */
class OtherMethodsTest {
    /** Under random feedback, control of this network has no steady state, which is no fault of backprop. */
    private static final String NETWORK = """
            data: {generate: xor, samples: 60, test: 20}
            layers: [{name: h1, units: 4}, {name: h2, units: 3}, {name: classes, transfer: relu}]
            learning: {method: backprop, feedback: {fixed: random}, epochs: 2}
            formulations: [F1]
            """;

    @Test
    void nothingIsComparedUnderControl(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("net.yaml");
        Files.writeString(file, NETWORK);
        Path out = directory.resolve("out");
        CommandOutcome outcome = CommandOutcome.of("run", file.toString(), "--out", out.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("Held-out samples", "F1 abstract rates")
                .doesNotContain("Steady state", "controller", "FAILED");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("A network of rates that learns by backprop", "weights of other synapses: at every step")
                .doesNotContain("Deep Feedback Control", "phase margin", "controller sets in");
        assertThat(CommandOutcome.metrics(out)).doesNotContain("phase_margin");
        CommandOutcome again = CommandOutcome.of(
                "run",
                out.resolve("run.yaml").toString(),
                "--out",
                directory.resolve("again").toString());
        assertThat(again.exit()).isZero();
        assertThat(CommandOutcome.metrics(directory.resolve("again"))).isEqualTo(CommandOutcome.metrics(out));
    }
}

package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apical.app.replay.ChangedCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The JSON of {@code replay}. */
class ReplayCommandTest {
    @TempDir
    private Path directory;

    @Test
    void jsonNamesWhatWasNotRecomputed() throws IOException {
        Path changed = new ChangedCase()
                .data("Vx_mV", new double[3])
                .data("extra", new double[] {1})
                .write("compartment_passive_step", directory);

        JsonNode one = replay(changed, 1);

        assertThat(one.get("passed").asBoolean()).isFalse();
        assertThat(one.get("not_recomputed")).map(JsonNode::asText).containsExactly("Vx_mV", "extra");
        one.get("quantities").fields().forEachRemaining(q -> assertThat(
                        q.getValue().asDouble())
                .as(q.getKey())
                .isLessThanOrEqualTo(one.get("tolerances").get(q.getKey()).asDouble()));
    }

    @Test
    void jsonOfACompleteReplayNamesNothing() throws IOException {
        JsonNode one = replay(new ChangedCase().write("compartment_passive_step", directory), 0);

        assertThat(one.get("passed").asBoolean()).isTrue();
        assertThat(one.get("not_recomputed").isArray()).isTrue();
        assertThat(one.get("not_recomputed")).isEmpty();
    }

    private static JsonNode replay(Path path, int exit) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new ReplayCommand()).setOut(new PrintWriter(out));
        assertThat(line.execute("--json", path.toString())).isEqualTo(exit);
        return new ObjectMapper().readTree(out.toString()).get("cases").get(0);
    }
}

package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a command line printed and how it ended. */
public record CommandOutcome(int exit, String out, String err) {

    /** Runs a command line in this JVM. */
    public static CommandOutcome of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exit = ApicalCommand.run(arguments);
            return new CommandOutcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }

    /** Bad usage or file: exit code 2 and one line that says so. */
    public void isOneLine(String... parts) {
        assertThat(exit).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err.strip().lines()).hasSize(1);
        assertThat(err).startsWith("apical: ").contains(parts);
    }

    /** The same for runs that fail underway, after lines of progress. */
    String lastLine() {
        List<String> lines = err.strip().lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("apical: ")).hasSize(1);
        assertThat(err).doesNotContain("Exception", "\tat ");
        return lines.get(lines.size() - 1);
    }

    public JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    /** The metrics of a run, times apart. */
    public static String metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .filter(line -> !line.endsWith(",s"))
                .collect(Collectors.joining("\n"));
    }
}

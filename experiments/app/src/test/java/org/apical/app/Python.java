package org.apical.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Python of the system, for tests that run where it has what they import; the environment's PYTHON names another. */
public final class Python {
    private static final int MINUTES = 5;

    private final String program;

    private Python(String program) {
        this.program = program;
    }

    /** One that has some modules; a test that asks for what is nowhere is skipped. */
    public static Python with(String... modules) {
        String named = System.getenv("PYTHON");
        Optional<String> program = Stream.of(named == null ? "python3" : named, "/usr/bin/python3")
                .filter(python -> has(python, modules))
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "no python3 with " + String.join(", ", modules));
        return new Python(program.orElseThrow());
    }

    private static boolean has(String python, String... modules) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import " + String.join(", ", modules))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs lines of Python in a directory; what they print. */
    public String run(Path directory, String code) throws IOException, InterruptedException {
        return start(directory, "-c", code);
    }

    /** Runs Python with arguments in a directory; what it prints. */
    public String start(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.strip();
    }
}

package org.apical.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of {@code brian2/} that has built a network in C++ and runs it each time it is told to: it prints {@code ready}, and for each line it reads its numbers, seconds first. */
final class Brian2 implements AutoCloseable {
    private final Process program;
    private final BufferedReader answers;
    private final PrintWriter asks;

    /**
     * Starts it and waits until it is built, which takes a minute or two.
     *
     * @param log takes what it complains of
     */
    Brian2(String python, String script, Path log, String... arguments) throws IOException {
        Path at = Path.of(System.getProperty("apical.benchmarks", "."), "brian2", script);
        List<String> command = Stream.concat(Stream.of(python, at.toString()), Arrays.stream(arguments))
                .toList();
        program = new ProcessBuilder(command).redirectError(log.toFile()).start();
        answers = program.inputReader();
        asks = new PrintWriter(program.getOutputStream(), true, StandardCharsets.UTF_8);
        String line = answers.readLine();
        while (line != null && !line.equals("ready")) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("Brian2 did not build the network: "
                    + Files.readAllLines(log).stream().reduce("", (first, last) -> last));
        }
    }

    /** The first Python that has Brian2: the one named by the environment variable PYTHON or else python3, and the system's. */
    static Optional<String> python() {
        String named = System.getenv("PYTHON");
        return Stream.of(named == null ? "python3" : named, "/usr/bin/python3")
                .filter(Brian2::isIn)
                .findFirst();
    }

    private static boolean isIn(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import brian2; brian2.Synapses")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs the network once more. */
    double[] run() throws IOException {
        asks.println();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Brian2 has ended");
        }
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void close() {
        asks.close();
        program.destroy();
    }
}

package org.apical.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.apical.neuron.parameter.Require;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every run understands. */
final class RunOptions {
    private static final int MAX_THREADS = 1024;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "root of all random numbers (default: 1)")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads (default: all processors); results do not depend on it")
    private Integer threads;

    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    long seed() {
        return seed;
    }

    int threads() {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Require.that(workers >= 1 && workers <= MAX_THREADS, "--threads", "must be 1 .. " + MAX_THREADS, workers);
        return workers;
    }

    /**
     * Shows what came out: text on stderr and, if it was asked for, one JSON object on stdout.
     *
     * @param result lines for people, each ended
     */
    void print(CommandSpec spec, String result, Supplier<ObjectNode> object) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(result);
        err.flush();
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(object.get());
            out.flush();
        }
    }
}

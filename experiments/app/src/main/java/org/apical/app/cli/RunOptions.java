package org.apical.app.cli;

import org.apical.neuron.parameter.Require;
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

    boolean json() {
        return json;
    }
}

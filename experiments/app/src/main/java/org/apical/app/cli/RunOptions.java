package org.apical.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.UserError;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.store.RunBeginning;
import org.apical.app.store.RunBeginning.Wish;
import org.apical.app.text.Shown;
import org.apical.neuron.parameter.Require;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every run understands. */
final class RunOptions {
    private static final int MAX_THREADS = 1024;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "root of all random numbers (default: that of the file, or 1)")
    private Long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads (default: all processors); results do not depend on it")
    private Integer threads;

    @Option(names = "--json", description = "print one JSON object on stdout and nothing else")
    private boolean json;

    @Option(
            names = Events.OPTION,
            description = "print progress and result as JSON on stdout, one object a line, and nothing else")
    private boolean events;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "sets a key of the experiment, such as learning.epochs=3; again for more")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--resume",
            description = "go on with the same run where it was stopped; the results are those of a run that never was")
    private boolean resume;

    @Option(names = "--overwrite", description = "replace the results of another run")
    private boolean overwrite;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description =
                    "of what learns: time from one checkpoint to the next (default: 60; 0: after every batch), besides one after each epoch")
    private double checkpointSeconds = 60;

    /** How it is to begin where there may be something. */
    RunBeginning.Wish wish() {
        if (resume && overwrite) {
            throw new UserError("--resume: expected no --overwrite beside it, found both");
        }
        return resume ? Wish.RESUME : overwrite ? Wish.OVERWRITE : Wish.NONE;
    }

    /** Time from one checkpoint to the next (s). */
    double checkpointSeconds() {
        return Require.notNegative("--checkpoint", checkpointSeconds, "s");
    }

    /** The root of the random numbers of what has no file. */
    long seed() {
        return seed == null ? 1 : seed;
    }

    /** The same, or another where none was given. */
    long seedOr(long other) {
        return seed == null ? other : seed;
    }

    /** An experiment with what the options say of it. */
    ExperimentFile of(ExperimentFile file) {
        ExperimentFile changed = seed == null ? file : file.with("--seed", "seed", String.valueOf(seed));
        for (Map.Entry<String, String> one : set.entrySet()) {
            changed = changed.with("--set " + one.getKey(), one.getKey(), one.getValue());
        }
        return changed;
    }

    /** Refuses keys of an experiment where there is none. */
    void noKeys(String what) {
        if (!set.isEmpty()) {
            throw new UserError("--set: expected an experiment whose keys it sets, found " + what);
        }
    }

    /** The options that repeat what these say. */
    String words() {
        StringBuilder words = new StringBuilder(seed == null ? "" : " --seed " + seed);
        set.forEach((key, value) ->
                words.append(" --set '").append(key).append('=').append(value).append('\''));
        return words.toString();
    }

    int threads() {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Require.that(workers >= 1 && workers <= MAX_THREADS, "--threads", "must be 1 .. " + MAX_THREADS, workers);
        return workers;
    }

    /** Where events are told, if a script asks for them. */
    Optional<Events> events(CommandSpec spec) {
        if (events && json) {
            throw new UserError(Events.OPTION + ": expected no --json beside it, found both");
        }
        return events ? Optional.of(new Events(spec.commandLine().getOut())) : Optional.empty();
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
            out.println(Shown.lines(object.get().toString()));
            out.flush();
        }
    }
}

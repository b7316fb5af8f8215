package org.apical.app.cli;

import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.UserError;
import org.apical.app.experiment.Experiment;
import org.apical.app.sweep.Workers;
import picocli.CommandLine.Option;

/** Where the blocks of a batch are learned from. */
final class MasterOption {
    @Option(
            names = "--master",
            paramLabel = "M",
            defaultValue = Workers.THREADS,
            description = {
                "where a network that learns is shown the blocks of a batch (default: ${DEFAULT-VALUE}): threads, as many as --threads",
                "says; local[N] in Spark; spark://HOST:PORT on a cluster. Pays for large batches; results do not depend on it"
            })
    private String master;

    /** What starts the workers; nothing if they are threads. */
    Optional<Supplier<Workers>> workers(Experiment experiment, int threads) {
        if (!elsewhere()) {
            return Optional.empty();
        }
        if (experiment.data().isEmpty()) {
            throw new UserError("--master: expected an experiment that learns, with the key data, found one without");
        }
        if (!experiment.learning().method().control()) {
            throw new UserError(
                    "--master: expected learning.method: control, as other methods learn from whole batches, found another");
        }
        return Optional.of(Workers.of(master, threads));
    }

    /** Refuses another master than threads where nothing is sent to one. */
    void onlyThreads(String what) {
        if (elsewhere()) {
            throw new UserError("--master: expected an experiment FILE.yaml that learns, found " + what);
        }
    }

    private boolean elsewhere() {
        return !master.equals(Workers.THREADS);
    }

    /** The option that repeats it. */
    String words() {
        return elsewhere() ? " --master '" + master + "'" : "";
    }
}

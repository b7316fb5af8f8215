package org.apical.app.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apical.app.UserError;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;

/**
 * {@code checkpoint/} in the directory of a run: of each formulation the weights after the last epoch, {@code F1.weights}, and, until the run is complete, its state, {@code F1.state}, from which it goes
 * on after it was stopped; of both the generation before, {@code F1.weights.1}. A new generation is whole and on disk before it takes the place of the last.
 */
public final class Checkpoints {
    private static final String NAME = "checkpoint";
    private static final List<String> FORMULATIONS = List.of("F1", "F2", "F3");
    private static final String STUDY = "study";
    /** Of what there may be state. */
    private static final List<String> STATES = List.of("F1", "F2", "F3", STUDY);
    /** Of state, for which a file has room. */
    private static final long MOST_NUMBERS = (Integer.MAX_VALUE - (1 << 20)) / Double.BYTES;

    private final RunDirectory directory;
    private final String run;
    /** Epoch of the generation that stands there, by formulation. */
    private final Map<String, Integer> written = new HashMap<>();

    private Checkpoints(RunDirectory directory, String run) {
        this.directory = directory;
        this.run = run;
        for (String formulation : FORMULATIONS) {
            Path last = directory.file(weights(formulation));
            if (Files.exists(last)) {
                written.put(formulation, epoch(last));
            }
        }
    }

    /** Of weights that are damaged: any generation replaces them. */
    private static int epoch(Path file) {
        try {
            return WeightsFile.read(file).epoch();
        } catch (UserError damaged) {
            RunLog.logger().warn("{}", damaged.getMessage());
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Opens the directory, creating it where it does not exist.
     *
     * @param id of the run
     */
    public static Checkpoints in(RunDirectory run, String id) {
        return new Checkpoints(run.below(NAME), id);
    }

    /** Removes what another run has left. */
    public static void remove(RunDirectory run) {
        FORMULATIONS.forEach(formulation -> remove(run, weights(formulation)));
        removeState(run);
    }

    /** Removes what only a run that is not complete needs. */
    public static void removeState(RunDirectory run) {
        STATES.forEach(of -> remove(run, state(of)));
        run.removeEmpty(NAME);
    }

    private static void remove(RunDirectory run, String name) {
        run.remove(NAME + "/" + name, NAME + "/" + former(name));
    }

    /** Whether there is state from which a run goes on. */
    public static boolean anyState(RunDirectory run) {
        return STATES.stream()
                .map(Checkpoints::state)
                .anyMatch(name -> run.has(NAME + "/" + name) || run.has(NAME + "/" + former(name)));
    }

    /** Whether there is anything of a run. */
    public static boolean any(RunDirectory run) {
        return anyState(run)
                || FORMULATIONS.stream().anyMatch(formulation -> run.has(NAME + "/" + weights(formulation)));
    }

    private static String weights(String formulation) {
        return formulation + ".weights";
    }

    private static String state(String formulation) {
        return formulation + ".state";
    }

    private static String former(String name) {
        return name + ".1";
    }

    /** Writes a generation of weights. The one before stays unless it is of the same epoch, or of a later one, which a run has that went on from before it. */
    public void weights(String formulation, long seed, int epoch, NetworkDescription network, NetworkWeights weights) {
        Checkpoint checkpoint = Checkpoint.of(run, formulation, seed, epoch, network, weights);
        String name = weights(formulation);
        RunDirectory.Writer writer = path -> WeightsFile.write(checkpoint, path);
        if (written.getOrDefault(formulation, -1) < epoch) {
            directory.writeKeeping(name, former(name), writer);
        } else {
            directory.write(name, writer);
        }
        written.put(formulation, epoch);
    }

    /** Writes a generation of state. */
    public void state(String formulation, long seed, int epoch, Consumer<StateVisitor> shown) {
        state(new Checkpoint(run, formulation, seed, epoch, StateBlocks.kept(shown)));
    }

    /** Writes a generation of what the parts of a study have given, by name. */
    public void parts(Map<String, double[]> parts) {
        state(STUDY, 0, 0, visitor -> parts.forEach(visitor::numbers));
    }

    private void state(Checkpoint checkpoint) {
        String name = state(checkpoint.formulation());
        long numbers = checkpoint.blocks().values().stream()
                .mapToLong(block -> block.values().length)
                .sum();
        if (numbers > MOST_NUMBERS) {
            RunLog.logger()
                    .warn(
                            "{}: a state of {} numbers is too large to be kept: this run cannot go on after it was stopped",
                            directory.file(name),
                            numbers);
            return;
        }
        directory.writeKeeping(name, former(name), path -> WeightsFile.write(checkpoint, path));
    }

    /**
     * Puts back the last state that is whole, if any was kept.
     *
     * @param said told why it is not the last one, or none at all
     * @throws UserError if it is that of another run, or of another shape
     */
    public void putBack(String formulation, Consumer<StateVisitor> shown, Consumer<String> said) {
        lastState(formulation, said)
                .ifPresent(restored -> StateBlocks.putBack(
                        restored.checkpoint().blocks(), restored.file().toString(), shown));
    }

    /**
     * What the parts of a study had given in the last state that is whole, by name; nothing if none was kept.
     *
     * @param said told why it is not the last one, or none at all
     */
    public Map<String, double[]> parts(Consumer<String> said) {
        Map<String, double[]> parts = new HashMap<>();
        lastState(STUDY, said)
                .ifPresent(restored ->
                        restored.checkpoint().blocks().forEach((name, block) -> parts.put(name, block.values())));
        return parts;
    }

    private Optional<Restored> lastState(String of, Consumer<String> said) {
        String name = state(of);
        if (!directory.has(name) && !directory.has(former(name))) {
            return Optional.empty();
        }
        Restored restored;
        try {
            restored = lastWhole(directory, name);
        } catch (UserError neither) {
            said.accept(neither.getMessage() + "; " + of + " begins anew");
            return Optional.empty();
        }
        String found = restored.checkpoint().run();
        if (!found.equals(run)) {
            throw new UserError(restored.file() + ": expected the state of the run " + run + ", found that of "
                    + (found.isEmpty() ? "another" : found));
        }
        if (!restored.complaint().isEmpty()) {
            said.accept(restored.complaint() + "; goes on from " + restored.file());
        }
        return Optional.of(restored);
    }

    /** Where the last good weights of a formulation are, in words. */
    public String left(String formulation) {
        Integer epoch = written.get(formulation);
        if (epoch == null) {
            return "it had not begun to learn";
        }
        String when = epoch == 0 ? "before learning" : "after epoch " + epoch;
        return "the last good weights, " + when + ", are in " + directory.file(weights(formulation));
    }

    /**
     * What was read.
     *
     * @param complaint why it is not the last generation; empty if it is
     */
    public record Restored(Checkpoint checkpoint, Path file, String complaint) {}

    /**
     * The weights of the last generation that is whole.
     *
     * @param run directory of a run
     * @throws UserError if neither is; names both
     */
    public static Restored read(Path run, String formulation) {
        return lastWhole(RunDirectory.open(run).below(NAME), weights(formulation));
    }

    private static Restored lastWhole(RunDirectory directory, String name) {
        Path last = directory.file(name);
        try {
            return new Restored(WeightsFile.read(last), last, "");
        } catch (UserError damaged) {
            Path before = directory.file(former(name));
            try {
                return new Restored(WeightsFile.read(before), before, damaged.getMessage());
            } catch (UserError e) {
                e.addSuppressed(damaged);
                throw new UserError(damaged.getMessage() + "; " + e.getMessage(), e);
            }
        }
    }
}

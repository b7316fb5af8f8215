package org.apical.app.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.UserError;

/**
 * {@code checkpoint/} in the directory of a run: of each formulation the weights after the last epoch, {@code F1.weights}, and after the one before, {@code
 * F1.weights.1}. A new generation is whole and on disk before it takes the place of the last.
 */
public final class Checkpoints {
    private static final String NAME = "checkpoint";
    private static final List<String> FORMULATIONS = List.of("F1", "F2", "F3");

    private final RunDirectory directory;
    /** Epoch of the generation that this run has written, by formulation. */
    private final Map<String, Integer> written = new HashMap<>();

    private Checkpoints(RunDirectory directory) {
        this.directory = directory;
    }

    /** Opens the directory, creating it where it does not exist. */
    public static Checkpoints in(RunDirectory run) {
        return new Checkpoints(RunDirectory.open(run.file(NAME)));
    }

    /** Removes what another run has left, both generations of every formulation. */
    public static void remove(RunDirectory run) {
        for (String formulation : FORMULATIONS) {
            run.remove(NAME + "/" + current(formulation), NAME + "/" + former(formulation));
        }
    }

    private static String current(String formulation) {
        return formulation + ".weights";
    }

    private static String former(String formulation) {
        return current(formulation) + ".1";
    }

    /** Writes a generation. */
    public void write(Checkpoint checkpoint) {
        String id = checkpoint.formulation();
        directory.writeKeeping(current(id), former(id), path -> WeightsFile.write(checkpoint, path));
        written.put(id, checkpoint.epoch());
    }

    /** Where the last good weights of a formulation are, in words. */
    public String left(String formulation) {
        Integer epoch = written.get(formulation);
        if (epoch == null) {
            return "it had not begun to learn";
        }
        String when = epoch == 0 ? "before learning" : "after epoch " + epoch;
        return "the last good weights, " + when + ", are in " + directory.file(current(formulation));
    }

    /**
     * What was read.
     *
     * @param complaint why it is not the last generation; empty if it is
     */
    public record Restored(Checkpoint checkpoint, Path file, String complaint) {}

    /**
     * The last generation that is whole.
     *
     * @param run directory of a run
     * @throws UserError if neither is; names both
     */
    public static Restored read(Path run, String formulation) {
        Path directory = run.resolve(NAME);
        Path last = directory.resolve(current(formulation));
        try {
            return new Restored(WeightsFile.read(last), last, "");
        } catch (UserError damaged) {
            Path before = directory.resolve(former(formulation));
            try {
                return new Restored(WeightsFile.read(before), before, damaged.getMessage());
            } catch (UserError e) {
                e.addSuppressed(damaged);
                throw new UserError(damaged.getMessage() + "; " + e.getMessage(), e);
            }
        }
    }
}

package org.apical.app.store;

import java.util.Map;
import java.util.Optional;
import org.apical.app.UserError;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.LocatedYaml;

/** How a run begins in a directory. Results of another run are never mixed with its own, and none are lost that nobody has given up. */
public enum RunBeginning {
    /** Afresh: what stood there is removed. */
    AFRESH,
    /** From where the same run was stopped. */
    ON,
    /** Not at all: the same run is complete. */
    NOT;

    /** What was asked for. */
    public enum Wish {
        /** Nothing. */
        NONE,
        /** To go on with a run that was stopped. */
        RESUME,
        /** To replace what another one has left. */
        OVERWRITE
    }

    private static final String DESCRIPTION = "run.yaml";

    /**
     * Decides, and changes nothing.
     *
     * @param directory locked
     * @throws UserError if results of another run stand there, or what is to go on is another run
     */
    public static RunBeginning in(RunDirectory directory, RunIdentity identity, Wish wish) {
        if (wish == Wish.OVERWRITE) {
            return AFRESH;
        }
        boolean results = Checkpoints.any(directory)
                || directory.has(RunDirectory.CELLS)
                || directory.has("metrics.csv")
                || directory.has("report.html")
                || directory.has("recording.h5");
        if (!directory.has(DESCRIPTION)) {
            return required(!results, directory, "found results that do not say of what run they are");
        }
        Located file = LocatedYaml.read(directory.file(DESCRIPTION));
        Map<String, String> facts = file.texts("run");
        RunIdentity there = RunIdentity.of(file);
        if (!there.equals(identity)) {
            String found = "found another run (" + identity.differences(there) + ")";
            if (wish == Wish.RESUME) {
                throw new UserError("--resume: " + directory.file(DESCRIPTION) + ": expected the same run, " + found);
            }
            // explaining costs nothing: what it has left is nothing to lose
            return required(!results || "explain".equals(facts.get("question")), directory, found);
        }
        boolean complete = "complete".equals(facts.get("state"));
        if (wish == Wish.RESUME) {
            return complete ? NOT : ON;
        }
        return required(
                complete || !Checkpoints.anyState(directory) && !directory.has(RunDirectory.CELLS),
                directory,
                "found the same run, which was stopped: --resume goes on with it");
    }

    private static RunBeginning required(boolean free, RunDirectory directory, String found) {
        if (!free) {
            throw new UserError(directory.file("") + ": expected a directory without results, " + found
                    + "; --overwrite replaces what is there");
        }
        return AFRESH;
    }

    /** Whether a check of the complete run of a directory has failed. */
    public static boolean failed(RunDirectory directory) {
        return Optional.ofNullable(LocatedYaml.read(directory.file(DESCRIPTION))
                        .texts("run")
                        .get("checks"))
                .filter("failed"::equals)
                .isPresent();
    }
}

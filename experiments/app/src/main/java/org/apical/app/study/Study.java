package org.apical.app.study;

import org.apical.app.UserError;
import org.apical.app.findings.Findings;

/**
 * Something that {@code apical run NAME} runs: a published figure, a table, a question of our own.
 *
 * @param <P> its plan: everything that decides its numbers, written to {@code run.yaml} as it is
 */
public interface Study<P extends Record> {

    /** How the command line calls it. */
    String name();

    /** One line: what it asks. */
    String summary();

    /**
     * What it runs.
     *
     * @param seed root of all random numbers
     * @param quick the short form, in seconds
     */
    P plan(long seed, boolean quick);

    /**
     * The same plan, changed by an option of the command line; refused by a study that does not have it.
     *
     * @param option as it is written there, with its dashes
     */
    default P with(P plan, String option, int value) {
        throw new UserError(option + ": expected a study that has this option, found '" + name() + "'");
    }

    /** Runs it. */
    Findings run(P plan, StudyContext context);
}

package org.apical.app.study;

import org.apical.app.findings.Findings;

/** Something that {@code apical run NAME} runs: a published figure, a table, a question of our own. */
public interface Study {

    /** How the command line calls it. */
    String name();

    /** One line: what it asks. */
    String summary();

    /** Everything that decides its numbers, a record for {@code run.yaml}. */
    Object settings(Bench bench);

    /** Runs it. */
    Findings run(Bench bench);
}

package org.apical.app.study;

import org.apical.app.UserError;
import org.apical.app.findings.Findings;
import org.apical.neuron.parameter.Require;

/**
 * Something that {@code apical run NAME} runs: a published figure, a table, a question of our own.
 *
 * @param <P> its plan: everything that decides its numbers, written to {@code run.yaml} as it is
 */
public abstract class Study<P extends Record> {
    private final String name;
    private final String summary;
    private final Origin origin;
    private final Plans<P> plans;

    /** The plans of a study. */
    @FunctionalInterface
    protected interface Plans<P> {
        P of(long seed, boolean quick);
    }

    /**
     * Where its question comes from, and what the answer costs.
     *
     * @param source publication and figure, or that the question is our own
     * @param minutes expected time of the whole study on 2 cores
     */
    public record Origin(String source, double minutes) {
        public Origin {
            Require.positive("Origin.minutes", minutes, "min");
        }
    }

    /**
     * @param name how the command line calls it
     * @param summary one line: what it asks
     */
    protected Study(String name, String summary, Origin origin, Plans<P> plans) {
        this.name = name;
        this.summary = summary;
        this.origin = origin;
        this.plans = plans;
    }

    /** How the command line calls it. */
    public final String name() {
        return name;
    }

    /** One line: what it asks. */
    public final String summary() {
        return summary;
    }

    /** Where its question comes from, and what the answer costs. */
    public final Origin origin() {
        return origin;
    }

    /**
     * What it runs.
     *
     * @param seed root of all random numbers
     * @param quick the short form, in seconds
     */
    public final P plan(long seed, boolean quick) {
        return plans.of(seed, quick);
    }

    /**
     * The same plan, changed by an option of the command line; refused by a study that does not have it.
     *
     * @param option as it is written there, with its dashes
     */
    public P with(P plan, String option, int value) {
        throw new UserError(option + ": expected a study that has this option, found '" + name + "'");
    }

    /** Runs it. */
    public abstract Findings run(P plan, StudyContext context);
}

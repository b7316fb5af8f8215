package org.apical.app.audit;

import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.Experiment;

/**
 * How long a network of an audit learns.
 *
 * @param train samples to learn from, at most
 * @param test held-out samples, at most
 * @param epochs at most
 */
record Effort(int train, int test, int epochs) {
    /** As its file says. */
    static final Effort DESCRIBED = new Effort(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** That of trainings in which something is changed. */
    static Effort of(AuditPlan plan) {
        return new Effort(plan.train(), plan.test(), plan.epochs());
    }

    /** The experiment with this effort; feedback learns as long before, without which the loop may not be stable. */
    Experiment of(Experiment experiment) {
        return experiment.limited(train, test, epochs, Integer.MAX_VALUE);
    }
}

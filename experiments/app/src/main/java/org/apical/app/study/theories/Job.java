package org.apical.app.study.theories;

import org.apical.app.study.StudyNetwork;

/** A network that learns a lesson by a theory. */
record Job(Theory theory, Lesson lesson, double rate, long seed) {
    /** Its description. */
    StudyNetwork network() {
        return lesson.network(theory, rate, seed);
    }

    /** The same of another lesson. */
    Job in(Lesson other) {
        return new Job(theory, other, rate, seed);
    }

    /** The name of the file that describes it, for the first seed. */
    String file() {
        return theory.id().replace('_', '-') + "-" + lesson.id() + ".yaml";
    }

    /** Its name as a part of the study. */
    String name() {
        return lesson.name() + ": " + theory.id() + ", rate " + rate + ", seed " + seed;
    }
}

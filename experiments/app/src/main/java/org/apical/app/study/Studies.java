package org.apical.app.study;

import java.util.List;
import java.util.Optional;

/** The studies there are. */
public final class Studies {
    /** In the order in which they are listed. */
    public static final List<Study> ALL =
            List.of(new FeedbackLearning(), new StudentComparisonStudy(), new ContinualLearning());

    private Studies() {}

    /** The study of that name. */
    public static Optional<Study> named(String name) {
        return ALL.stream().filter(study -> study.name().equals(name)).findFirst();
    }
}

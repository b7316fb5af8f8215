package org.apical.app.study;

import java.util.function.Supplier;

/** What the parts of a study have given. A study that goes on after it was stopped does not compute again what was kept; parts are computed by any thread. */
@FunctionalInterface
public interface Parts {
    /** Nothing is kept. */
    Parts NONE = (name, part) -> part.get();

    /**
     * The numbers of a part: those that were kept, or those that it gives now.
     *
     * @param name of its own within the study
     */
    double[] numbers(String name, Supplier<double[]> part);
}

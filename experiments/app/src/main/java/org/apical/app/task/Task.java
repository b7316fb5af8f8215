package org.apical.app.task;

import java.util.List;
import java.util.Optional;
import org.apical.plasticity.training.SampleSet;

/**
 * What is learned from, and what is held out.
 *
 * @param train samples to learn from
 * @param validation held-out samples by which a choice may be made
 * @param test held-out samples, of which the score is reported
 * @param outputs names of the outputs, classes or targets; empty where they have none
 */
public record Task(SampleSet train, Optional<SampleSet> validation, SampleSet test, List<String> outputs) {
    public Task {
        outputs = List.copyOf(outputs);
    }

    /** Without names and validation. */
    public Task(SampleSet train, SampleSet test) {
        this(train, Optional.empty(), test, List.of());
    }

    /** How well a network does. */
    public Score score() {
        return train.labels().length > 0 ? Score.ACCURACY : Score.LOSS;
    }
}

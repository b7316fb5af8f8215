package org.apical.app.task;

import org.apical.neuron.random.RandomStreams;

/** A data set, or how one is made, and how it is divided. */
public interface TaskDescription {

    /** Its name, for people and reports. */
    String name();

    /** Where the data come from, and under which licence; empty for data that are made or the user's own. */
    default String source() {
        return "";
    }

    /** Numbers of an input. */
    int inputs();

    /** Numbers of an output: classes, or targets. */
    int outputs();

    /** Samples to learn from. */
    int train();

    /** Held-out samples. */
    int test();

    /** The samples; the same for the same streams. */
    Task task(RandomStreams streams);

    /** The same with at most so many samples. */
    TaskDescription limited(int train, int test);
}

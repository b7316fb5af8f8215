package org.apical.app.task;

import java.nio.file.Path;
import org.apical.neuron.random.RandomStreams;

/** A data set, or how one is made, and how it is divided. */
public interface TaskDescription {

    /** Its name, for people and reports. */
    String name();

    /** Where the data come from, and under which licence; empty for data that are made or the user's own. */
    default String source() {
        return "";
    }

    /** How it is divided. */
    Split split();

    /** The same, divided otherwise. */
    TaskDescription with(Split split);

    /** Its numbers, as samples have them, be they for an autoencoder or not. */
    Shape shape();

    /** The samples; the same for the same streams. */
    Pools pools(RandomStreams streams);

    /** The same with paths that are relative to a directory. */
    default TaskDescription in(Path directory) {
        return with(split().in(directory));
    }

    /**
     * Numbers of a data set.
     *
     * @param inputs of a sample
     * @param outputs of a sample: classes, or targets
     * @param samples to be divided
     * @param held samples of a test set beside them; 0: there is none
     * @param regression whether outputs are targets, not classes
     */
    record Shape(int inputs, int outputs, int samples, int held, boolean regression) {}

    /** Numbers of an input. */
    default int inputs() {
        return shape().inputs();
    }

    /** Numbers of an output: classes, or targets. */
    default int outputs() {
        return split().autoencoder() ? shape().inputs() : shape().outputs();
    }

    /** Whether outputs are targets, not classes. */
    default boolean regression() {
        return split().autoencoder() || shape().regression();
    }

    private Split.Sizes sizes() {
        return split().sizes(shape().samples(), shape().held());
    }

    /** Samples to learn from. */
    default int train() {
        return sizes().train();
    }

    /** Held-out samples. */
    default int test() {
        return sizes().test();
    }

    /** The samples divided and scaled; the same for the same streams. */
    default Task task(RandomStreams streams) {
        return pools(streams).task(split());
    }

    /** The same with at most so many samples. */
    default TaskDescription limited(int train, int test) {
        return with(split().limited(sizes(), train, test));
    }
}

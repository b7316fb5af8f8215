package org.apical.plasticity.training;

import java.util.stream.IntStream;
import org.apical.neuron.parameter.Require;

/** Samples wherever they are kept. What simulates them takes them out a batch at a time, as {@link Samples}. */
public interface SampleSet {
    /** Number of samples. */
    int size();

    /** Class of each sample, >= 0; empty where outputs are wanted; not to be written. */
    int[] labels();

    /** y of each sample, [sample][output], finite; empty where samples have classes; not to be written. */
    double[][] wanted();

    /** The samples of those indices, in that order. */
    Samples select(int[] indices);

    /** So many samples in a row. */
    default Samples range(int first, int count) {
        return select(IntStream.range(first, first + count).toArray());
    }

    /** All of them. */
    default Samples all() {
        return range(0, size());
    }

    /** Throws unless every sample has one of so many classes, 0 .. classes - 1. */
    default void requireClasses(int classes) {
        int[] labels = labels();
        Require.that(labels.length == size(), "Samples.labels", "must be one of each sample", labels.length);
        for (int k = 0; k < labels.length; k++) {
            Require.that(
                    labels[k] < classes,
                    "Samples.labels of sample " + k,
                    "must be one of " + classes + " classes, 0 .. " + (classes - 1),
                    labels[k]);
        }
    }
}

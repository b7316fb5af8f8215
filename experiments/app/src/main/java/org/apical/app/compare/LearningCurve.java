package org.apical.app.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apical.app.task.Score;

/**
 * Scores before learning and after each epoch.
 *
 * @param train of some of the samples that are learned from; empty where none is measured
 * @param validation empty without such samples
 * @param test of the held-out samples
 */
public record LearningCurve(Score score, double[] train, double[] validation, double[] test) {
    /** After the last epoch. */
    public double last() {
        return test[test.length - 1];
    }

    /** The epoch with the best validation score, the first of equal ones; empty without validation. */
    public OptionalInt bestEpoch() {
        int best = 0;
        for (int epoch = 1; epoch < validation.length; epoch++) {
            if (score.better(validation[epoch], validation[best])) {
                best = epoch;
            }
        }
        return validation.length == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The curves by part of the data, those that were measured. */
    public Map<String, double[]> parts() {
        Map<String, double[]> parts = new LinkedHashMap<>();
        parts.put("test", test);
        if (validation.length > 0) {
            parts.put("validation", validation);
        }
        if (train.length > 0) {
            parts.put("train", train);
        }
        return parts;
    }
}

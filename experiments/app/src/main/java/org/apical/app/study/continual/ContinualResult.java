package org.apical.app.study.continual;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;

/**
 * What became of a network that learned one task after the other.
 *
 * @param accuracy share of test samples that are right, [after task][of task]
 * @param freeOverlap overlap of classes in each hidden layer at the end, without feedback
 * @param controlledOverlap the same under control, of targets
 * @param lateralSize root mean square of the lateral weights at the end, dimensionless
 */
record ContinualResult(double[][] accuracy, double[] freeOverlap, double[] controlledOverlap, double lateralSize) {

    /** Its numbers in a row, to be kept: accuracies row by row, the two overlaps, the lateral size. */
    double[] numbers() {
        double[] accuracies =
                Arrays.stream(accuracy).flatMapToDouble(Arrays::stream).toArray();
        return MathArrays.concatenate(accuracies, freeOverlap, controlledOverlap, new double[] {lateralSize});
    }

    /** Of its numbers. */
    static ContinualResult of(double[] numbers) {
        int tasks = ContinualProtocol.TASKS;
        double[][] accuracy = new double[tasks][];
        for (int after = 0; after < tasks; after++) {
            accuracy[after] = Arrays.copyOfRange(numbers, after * tasks, (after + 1) * tasks);
        }
        int free = tasks * tasks;
        int layers = (numbers.length - 1 - free) / 2;
        return new ContinualResult(
                accuracy,
                Arrays.copyOfRange(numbers, free, free + layers),
                Arrays.copyOfRange(numbers, free + layers, free + 2 * layers),
                numbers[numbers.length - 1]);
    }

    /** Mean over tasks of the accuracy after a task, over all tasks seen so far. */
    public double average(int after) {
        double sum = 0;
        for (int task = 0; task <= after; task++) {
            sum += accuracy[after][task] / (after + 1);
        }
        return sum;
    }

    /** {@link #average} at the end. */
    public double average() {
        return average(accuracy.length - 1);
    }

    /** Mean over tasks of the accuracy just after each was learned. */
    public double learned() {
        double sum = 0;
        for (int task = 0; task < accuracy.length; task++) {
            sum += accuracy[task][task] / accuracy.length;
        }
        return sum;
    }

    /** Mean over all tasks but the last of what was lost between learning it and the end. */
    public double forgetting() {
        int last = accuracy.length - 1;
        double sum = 0;
        for (int task = 0; task < last; task++) {
            sum += (accuracy[task][task] - accuracy[last][task]) / last;
        }
        return sum;
    }
}

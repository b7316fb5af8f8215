package org.apical.app.study.continual;

/**
 * What became of a network that learned one task after the other.
 *
 * @param accuracy share of test samples that are right, [after task][of task]
 * @param freeOverlap overlap of classes in each hidden layer at the end, without feedback
 * @param controlledOverlap the same under control, of targets
 * @param lateralSize root mean square of the lateral weights at the end, dimensionless
 */
record ContinualResult(double[][] accuracy, double[] freeOverlap, double[] controlledOverlap, double lateralSize) {

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

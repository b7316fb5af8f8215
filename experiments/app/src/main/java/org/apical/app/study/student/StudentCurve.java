package org.apical.app.study.student;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;

/**
 * What a run of the student left.
 *
 * @param loss of the samples it is judged by, before the first and after each epoch
 * @param angle of its direction to minus the gradient (degrees), likewise
 * @param conditionTwo of Q at the feedforward states, likewise
 * @param unsettled share of the samples shown that had no steady state
 */
record StudentCurve(double[] loss, double[] angle, double[] conditionTwo, double unsettled) {

    /** Its numbers in a row, to be kept. */
    double[] numbers() {
        return MathArrays.concatenate(loss, angle, conditionTwo, new double[] {unsettled});
    }

    /** Of its numbers, at the beginning of a row. */
    static StudentCurve of(double[] numbers, int epochs) {
        int each = epochs + 1;
        return new StudentCurve(
                Arrays.copyOf(numbers, each),
                Arrays.copyOfRange(numbers, each, 2 * each),
                Arrays.copyOfRange(numbers, 2 * each, 3 * each),
                numbers[3 * each]);
    }

    /** Loss at the end. */
    public double last() {
        return loss[loss.length - 1];
    }

    /** Fills one. */
    static final class Recorder {
        private final double[] loss;
        private final double[] angle;
        private final double[] conditionTwo;
        private long unsettled;

        Recorder(int epochs) {
            loss = new double[epochs + 1];
            angle = new double[epochs + 1];
            conditionTwo = new double[epochs + 1];
            Arrays.fill(loss, Double.NaN);
            Arrays.fill(angle, Double.NaN);
            Arrays.fill(conditionTwo, Double.NaN);
        }

        void loss(int epoch, double value) {
            loss[epoch] = value;
        }

        void alignment(int epoch, double degrees, double condition) {
            angle[epoch] = degrees;
            conditionTwo[epoch] = condition;
        }

        /** The last loss, by which a run is judged, is none. */
        void diverged() {
            loss[loss.length - 1] = Double.NaN;
        }

        void unsettled(int samples) {
            unsettled += samples;
        }

        StudentCurve curve(long shown) {
            return new StudentCurve(loss, angle, conditionTwo, (double) unsettled / shown);
        }
    }
}

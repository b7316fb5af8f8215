package org.apical.app.study.student;

import java.util.Arrays;
import org.apical.network.description.NetworkWeights;

/**
 * What a run of the student left.
 *
 * @param loss of the samples it is judged by, before the first and after each epoch
 * @param angle of its direction to minus the gradient (degrees), likewise
 * @param conditionTwo of Q at the feedforward states, likewise
 * @param unsettled share of the samples shown that had no steady state
 * @param weights at the end
 */
record StudentCurve(double[] loss, double[] angle, double[] conditionTwo, double unsettled, NetworkWeights weights) {

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

        StudentCurve curve(NetworkWeights weights, long shown) {
            return new StudentCurve(loss, angle, conditionTwo, (double) unsettled / shown, weights);
        }
    }
}

package org.apical.app.study.student;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;
import org.apical.app.study.student.StudentTrial.HeldOut;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.training.ForwardSignal;

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

    /** One run; if it diverges, losses from there on are not numbers. Of runs on the test samples angles and condition 2 are measured, too. */
    static Recorded record(StudentTrial trial, StudentMethod method, double rate, int epochs, HeldOut of) {
        double[] loss = none(epochs);
        double[] angle = none(epochs);
        double[] conditionTwo = none(epochs);
        ForwardSignal gradient = trial.gradient();
        StudentTrial.Trained trained = trial.run(method, rate, (epoch, weights, direction) -> {
            loss[epoch] = trial.loss(weights, of);
            if (of == HeldOut.TEST) {
                angle[epoch] = direction.get().angleDegrees(gradient.direction(weights, trial.probed(), 0));
                conditionTwo[epoch] = trial.conditionTwo(weights);
            }
        });
        if (trained.diverged()) {
            loss[epochs] = Double.NaN;
        }
        return new Recorded(new StudentCurve(loss, angle, conditionTwo, trained.unsettled()), trained.weights());
    }

    /** A curve, and the weights at its end. */
    record Recorded(StudentCurve curve, NetworkWeights weights) {}

    private static double[] none(int epochs) {
        double[] x = new double[epochs + 1];
        Arrays.fill(x, Double.NaN);
        return x;
    }
}

package org.apical.app.study.table1;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;

/**
 * What a network reached before the first and after each epoch, shares of 1; not a number where it had diverged.
 *
 * @param validation accuracy on validation samples
 * @param test accuracy on test samples
 * @param angle of the direction that the first batch asks for to minus the gradient (degrees)
 */
record AccuracyCurve(double[] validation, double[] test, double[] angle) {
    static final AccuracyCurve NONE = new AccuracyCurve(new double[0], new double[0], new double[0]);

    /** Its numbers in a row, to be kept. */
    double[] numbers() {
        return MathArrays.concatenate(validation, test, angle);
    }

    /** Of its numbers in a row. */
    static AccuracyCurve of(double[] numbers) {
        int each = numbers.length / 3;
        return new AccuracyCurve(
                Arrays.copyOf(numbers, each),
                Arrays.copyOfRange(numbers, each, 2 * each),
                Arrays.copyOfRange(numbers, 2 * each, numbers.length));
    }

    /** The epoch, up to one, whose validation accuracy is the best, the first of equal ones. */
    int best(int last) {
        int best = 0;
        for (int epoch = 1; epoch <= last; epoch++) {
            best = validation[epoch] > validation[best] ? epoch : best;
        }
        return best;
    }

    /** Test accuracy after the epoch, up to one, with the best validation accuracy; not a number of a network that has diverged by then. */
    double chosen(int last) {
        return Double.isNaN(test[last]) ? Double.NaN : test[best(last)];
    }
}

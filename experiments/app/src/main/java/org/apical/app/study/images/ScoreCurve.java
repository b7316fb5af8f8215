package org.apical.app.study.images;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;

/**
 * What a network reached before the first and after each epoch; not a number where it had diverged.
 *
 * @param validation by which the epoch is chosen
 * @param result what is reported
 * @param angle of the direction that the first batch asks for to minus the gradient (degrees)
 */
public record ScoreCurve(double[] validation, double[] result, double[] angle) {
    static final ScoreCurve NONE = new ScoreCurve(new double[0], new double[0], new double[0]);

    /** Its numbers in a row, to be kept. */
    double[] numbers() {
        return MathArrays.concatenate(validation, result, angle);
    }

    /** Of its numbers in a row. */
    static ScoreCurve of(double[] numbers) {
        int each = numbers.length / 3;
        return new ScoreCurve(
                Arrays.copyOf(numbers, each),
                Arrays.copyOfRange(numbers, each, 2 * each),
                Arrays.copyOfRange(numbers, 2 * each, numbers.length));
    }

    /** Its last epoch. */
    int last() {
        return result.length - 1;
    }

    /** The epoch, up to one, that is the best by validation, the first of equal ones. */
    int best(Goal goal, int last) {
        int best = 0;
        for (int epoch = 1; epoch <= last; epoch++) {
            best = goal.better(validation[epoch], validation[best]) ? epoch : best;
        }
        return best;
    }

    /** Result after the epoch, up to one, that is the best by validation; not a number of a network that has diverged by then. */
    double chosen(Goal goal, int last) {
        return Double.isNaN(result[last]) ? Double.NaN : result[best(goal, last)];
    }
}

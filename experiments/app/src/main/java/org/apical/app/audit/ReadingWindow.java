package org.apical.app.audit;

import java.util.Set;
import java.util.function.IntPredicate;
import org.apical.app.audit.Recording.Alteration;
import org.apical.network.synapse.Quantity;

/**
 * How far back a rule feels a quantity: the rule may change weights in the last step alone, and the quantity is shifted in every step up to k steps before. The window is the largest k at which
 * the change still differs by 1/e of the largest difference that the past makes (k >= 1, extrapolated to k = 0 where it fades from the first step on).
 *
 * @param length recorded steps
 * @param replay of what was recorded
 */
record ReadingWindow(int length, double dtMs, Replay replay) {
    /** A low-pass is to be felt at its time constant, where it is at 1/e but for rounding and the curvature of phi. */
    private static final double LEAST = 0.99 / Math.E;

    /** Effects this far below the largest are differences of sums that are equal. */
    private static final double ROUNDING = 1e-9;

    private static final int MOST_LAGS = 100;
    /** Shifts in units of v, trace or spikes; larger ones where smaller ones stay below a threshold. */
    private static final double[] SHIFTS = {0.01, 1, 10};

    /** A recording on which the rule runs again. */
    @FunctionalInterface
    interface Replay {
        /**
         * The change that is made in the plastic ones of the steps before {@code end}.
         *
         * @param plastic in which steps weights change
         */
        double[] change(int end, IntPredicate plastic, Alteration alteration);
    }

    /**
     * The window of a quantity (ms); NaN if it has no effect here.
     *
     * @param quantity with what is the same under another name
     * @param declaredMs what to expect
     * @param unit of its shift
     */
    double measure(Set<Quantity> quantity, double declaredMs, double unit) {
        int expected = (int) Math.ceil(declaredMs / dtMs);
        int lags = Math.min(MOST_LAGS, Math.min(length / 2, 2 + 2 * expected));
        double[] plain = replay.change(length, this::plastic, (step, q, values) -> {});
        for (double shift : SHIFTS) {
            double[] effect = new double[lags + 1];
            double largest = 0;
            for (int k = 0; k <= lags; k++) {
                effect[k] = effect(plain, quantity, k, shift * unit);
                largest = Math.max(largest, effect[k]);
            }
            if (largest > 0) {
                return window(effect, ROUNDING * largest) * dtMs;
            }
        }
        return Double.NaN;
    }

    private boolean plastic(int step) {
        return step == length - 1;
    }

    /** What is read in the present step, k = 0, says nothing of the past: beside a strong one a weak past would be overlooked. */
    private static int window(double[] effect, double nothing) {
        double past = 0;
        for (int k = 1; k < effect.length; k++) {
            past = Math.max(past, effect[k]);
        }
        if (past <= nothing) {
            return 0;
        }
        boolean fades = effect.length > 2 && effect[1] == past && effect[2] > past / 2;
        double largest = fades ? past * past / effect[2] : past;
        int window = effect.length - 1;
        while (effect[window] < LEAST * largest) {
            window--;
        }
        return window;
    }

    private double effect(double[] plain, Set<Quantity> quantity, int lag, double shift) {
        double[] shifted = replay.change(length, this::plastic, (step, q, values) -> {
            if (quantity.contains(q) && step < length - lag) {
                for (int k = 0; k < values.length; k++) {
                    values[k] += shift;
                }
            }
        });
        double largest = 0;
        for (int k = 0; k < plain.length; k++) {
            largest = Math.max(largest, Math.abs(shifted[k] - plain[k]));
        }
        return largest;
    }
}

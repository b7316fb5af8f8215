package org.apical.plasticity.feedback;

import java.util.OptionalDouble;

/** x_hp = x - x_lp, tau dx_lp/dt = -x_lp + x, or x itself. */
final class HighPassed {
    private final boolean filters;
    private final double keep;
    private final double[] low;
    private final double[] high;

    private HighPassed(boolean filters, double keep, int size) {
        this.filters = filters;
        this.keep = keep;
        this.low = new double[size];
        this.high = new double[size];
    }

    /** @param tauMs tau (ms); none: x itself */
    static HighPassed of(OptionalDouble tauMs, double dtMs, int size) {
        return tauMs.isPresent()
                ? new HighPassed(true, Math.exp(-dtMs / tauMs.getAsDouble()), size)
                : new HighPassed(false, 0, 0);
    }

    void begin(double[] x) {
        System.arraycopy(x, 0, low, 0, low.length);
    }

    /** x_hp of the new step: an array of the filter, or {@code x} itself. */
    double[] step(double[] x) {
        if (!filters) {
            return x;
        }
        for (int k = 0; k < low.length; k++) {
            low[k] = keep * low[k] + (1 - keep) * x[k];
            high[k] = x[k] - low[k];
        }
        return high;
    }
}

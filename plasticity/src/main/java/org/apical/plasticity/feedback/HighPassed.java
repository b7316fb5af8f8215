package org.apical.plasticity.feedback;

/** State of a {@link ControlFilter}. */
final class HighPassed {
    private final boolean filters;
    private final double keep;
    private final double[] low;
    private final double[] high;

    HighPassed(AntiHebbianParams params, int size) {
        filters = params.filter() instanceof ControlFilter.HighPass;
        keep = params.filter() instanceof ControlFilter.HighPass f ? Math.exp(-params.dtMs() / f.tauMs()) : 0;
        low = new double[size];
        high = new double[size];
    }

    void begin(double[] u) {
        System.arraycopy(u, 0, low, 0, low.length);
    }

    /** u_hp of the new step: an array of the filter, or {@code u} itself. */
    double[] step(double[] u) {
        if (!filters) {
            return u;
        }
        for (int k = 0; k < low.length; k++) {
            low[k] = keep * low[k] + (1 - keep) * u[k];
            high[k] = u[k] - low[k];
        }
        return high;
    }
}

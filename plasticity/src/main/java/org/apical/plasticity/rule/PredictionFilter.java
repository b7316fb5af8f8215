package org.apical.plasticity.rule;

/** State of a {@link Prediction}: v* of the last step and its low-pass. */
final class PredictionFilter {
    private final boolean throughSoma;
    private final double keep;
    private final double fromBefore;
    private final double fromNow;
    private final double[] before;
    private final double[] filtered;
    private boolean started;

    PredictionFilter(Prediction prediction, int size) {
        before = new double[size];
        filtered = new double[size];
        if (prediction instanceof Prediction.ThroughSoma soma) {
            double x = soma.dtMs() / soma.tauMs();
            double average = -Math.expm1(-x) / x;
            throughSoma = true;
            keep = Math.exp(-x);
            fromBefore = average - keep;
            fromNow = 1 - average;
        } else {
            throughSoma = false;
            keep = 0;
            fromBefore = 0;
            fromNow = 1;
        }
    }

    void begin() {
        started = false;
    }

    /** Takes v* of the new step and returns the prediction; the array belongs to the filter. */
    double[] step(double[] now) {
        if (!throughSoma) {
            return now;
        }
        if (!started) {
            System.arraycopy(now, 0, filtered, 0, now.length);
            started = true;
        } else {
            for (int k = 0; k < now.length; k++) {
                filtered[k] = keep * filtered[k] + fromBefore * before[k] + fromNow * now[k];
            }
        }
        System.arraycopy(now, 0, before, 0, now.length);
        return filtered;
    }
}

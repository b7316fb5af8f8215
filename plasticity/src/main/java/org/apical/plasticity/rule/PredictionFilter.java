package org.apical.plasticity.rule;

/** State of a {@link Prediction}: v* through the somatic time constant. */
final class PredictionFilter {
    private final boolean throughSoma;
    private final double keep;
    private final double[] filtered;
    private boolean started;

    PredictionFilter(Prediction prediction, int size) {
        filtered = new double[size];
        throughSoma = prediction.keep().isPresent();
        keep = prediction.keep().orElse(0);
    }

    void begin() {
        started = false;
    }

    /** Goes on with lanes of another filter. */
    void take(PredictionFilter from, int[] lanes) {
        int units = filtered.length / lanes.length;
        int width = from.filtered.length / units;
        for (int unit = 0; unit < units; unit++) {
            for (int k = 0; k < lanes.length; k++) {
                filtered[unit * lanes.length + k] = from.filtered[unit * width + lanes[k]];
            }
        }
        started = from.started;
    }

    /** Takes v* of the new step and returns the prediction: an array of the filter, or {@code now} itself. */
    double[] step(double[] now) {
        if (!throughSoma) {
            return now;
        }
        if (!started) {
            System.arraycopy(now, 0, filtered, 0, filtered.length);
            started = true;
        } else {
            for (int k = 0; k < filtered.length; k++) {
                filtered[k] = keep * filtered[k] + (1 - keep) * now[k];
            }
        }
        return filtered;
    }
}

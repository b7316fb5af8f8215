package org.apical.app.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far recomputed quantities are from recorded ones: max |x - reference| / max(max |reference|, 1e-12), quantity by quantity.
 */
public final class Deviations {
    private static final double SMALLEST_SCALE = 1e-12;

    private final CaseFile file;
    private final Map<String, Double> quantities = new LinkedHashMap<>();

    Deviations(CaseFile file) {
        this.file = file;
    }

    /** Compares if the file holds the quantity; the shape must be the recomputed one. */
    void compare(String name, double[] recomputed, int... shape) {
        if (!file.has(name)) {
            return;
        }
        double[] reference = file.doubles(name, shape);
        double scale = SMALLEST_SCALE;
        double difference = 0;
        for (int k = 0; k < reference.length; k++) {
            scale = Math.max(scale, Math.abs(reference[k]));
            double d = Math.abs(recomputed[k] - reference[k]);
            difference = d > difference || Double.isNaN(d) ? d : difference;
        }
        quantities.put(name, difference / scale);
    }

    /** Deviation of each quantity, in the order of computation. */
    public Map<String, Double> quantities() {
        return quantities;
    }

    /** The largest deviation; NaN if any is. */
    public double largest() {
        double largest = 0;
        for (double d : quantities.values()) {
            largest = d > largest || Double.isNaN(d) ? d : largest;
        }
        return largest;
    }
}

package org.apical.app.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far recomputed quantities are from recorded ones, quantity by quantity. */
public final class Deviations {
    /** Unit of quantities measured as max |x - reference| / max(max |reference|, 1e-12). */
    public static final String RELATIVE = "";

    private static final double SMALLEST_SCALE = 1e-12;

    private final CaseFile file;
    private final double tolerance;
    private final List<Quantity> quantities = new ArrayList<>();
    private final Set<String> covered = new HashSet<>();
    private double largestRelative;

    /**
     * One comparison.
     *
     * @param unit of the deviation; {@link #RELATIVE} for relative ones
     * @param tolerance largest deviation that passes
     */
    public record Quantity(String name, double deviation, String unit, double tolerance) {
        /** Whether the deviation is within its tolerance. */
        public boolean passed() {
            return deviation <= tolerance;
        }
    }

    /** @param tolerance for relative deviations */
    Deviations(CaseFile file, double tolerance) {
        this.file = file;
        this.tolerance = tolerance;
    }

    /** Compares relatively if the file holds the quantity; the shape must be the recomputed one. */
    void compare(String name, double[] recomputed, int... shape) {
        if (!file.has(name)) {
            return;
        }
        covered.add(name);
        double relative = relative(recomputed, file.doubles(name, shape));
        note(relative);
        quantities.add(new Quantity(name, relative, RELATIVE, tolerance));
    }

    /**
     * Compares absolutely, over part of a recorded array.
     *
     * @param dataset the recorded array
     * @param name what the comparison is called
     */
    void compare(
            String dataset, String name, double[] recomputed, double[] reference, int from, int to, double allowed) {
        covered.add(dataset);
        double largest = 0;
        for (int k = from; k < to; k++) {
            largest = larger(Math.abs(recomputed[k] - reference[k]), largest);
        }
        String unit = dataset.substring(dataset.lastIndexOf('_') + 1);
        quantities.add(new Quantity(name, largest, unit, allowed));
        note(relative(Arrays.copyOfRange(recomputed, from, to), Arrays.copyOfRange(reference, from, to)));
    }

    /** Adds a deviation of another kind. */
    void add(String dataset, String name, double deviation, String unit, double allowed) {
        covered.add(dataset);
        quantities.add(new Quantity(name, deviation, unit, allowed));
    }

    /** The recorded array is an input of the case, or follows from another. */
    void given(String... datasets) {
        covered.addAll(List.of(datasets));
    }

    private void note(double relative) {
        largestRelative = larger(relative, largestRelative);
    }

    private static double relative(double[] recomputed, double[] reference) {
        double scale = SMALLEST_SCALE;
        double difference = 0;
        for (int k = 0; k < reference.length; k++) {
            scale = Math.max(scale, Math.abs(reference[k]));
            difference = larger(Math.abs(recomputed[k] - reference[k]), difference);
        }
        return difference / scale;
    }

    /** The larger of two, NaN if the first is. */
    private static double larger(double d, double largest) {
        return d > largest || Double.isNaN(d) ? d : largest;
    }

    /** All comparisons, in the order of computation. */
    public List<Quantity> quantities() {
        return quantities;
    }

    /** Recorded arrays that have been compared, or are inputs. */
    Set<String> covered() {
        return covered;
    }

    /** The largest relative deviation; NaN if any is. */
    public double largest() {
        return largestRelative;
    }
}

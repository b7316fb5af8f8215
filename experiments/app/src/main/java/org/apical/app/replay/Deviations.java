package org.apical.app.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** How far recomputed quantities are from recorded ones, quantity by quantity. */
public final class Deviations {
    /** Unit of quantities measured as max |x - reference| / max(max |reference|, 1e-12), and of plain numbers. */
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
    void relative(String name, double[] recomputed, int... shape) {
        if (file.has(name)) {
            double relative = relative(recomputed, file.doubles(name, shape));
            largestRelative = larger(relative, largestRelative);
            add(name, name, relative, RELATIVE, tolerance);
        }
    }

    /** Compares an angle in degrees if the file holds it; the tolerance counts in radians, beside what the recorded arc cosine may be off. */
    void angle(String name, VectorAngle angle) {
        if (file.has(name)) {
            double deviation = Math.abs(angle.degrees() - file.doubles(name)[0]);
            add(name, name, deviation, "deg", Math.toDegrees(tolerance) + angle.arcCosineDegrees());
        }
    }

    /** Compares a list absolutely, in the unit that ends its name, if the file holds it. */
    void absolute(String name, double[] recomputed, double allowed) {
        if (file.has(name)) {
            absolute(name, name, recomputed, file.doubles(name, recomputed.length), k -> allowed);
        }
    }

    /** Compares shares of a whole absolutely: they are relative already, and one of rounding alone has no digit to agree with. */
    void shares(String name, double[] recomputed) {
        if (file.has(name)) {
            double[] reference = file.doubles(name, recomputed.length);
            add(name, name, RELATIVE, differences(recomputed, reference), k -> tolerance);
        }
    }

    /**
     * Compares absolutely, in the unit that ends the name of the dataset.
     *
     * @param dataset what the reference is all or part of
     * @param name what the comparison is called
     * @param allowed for each element, > 0
     */
    void absolute(String dataset, String name, double[] recomputed, double[] reference, IntToDoubleFunction allowed) {
        largestRelative = larger(relative(recomputed, reference), largestRelative);
        String unit = dataset.substring(dataset.lastIndexOf('_') + 1);
        add(dataset, name, unit, differences(recomputed, reference), allowed);
    }

    private static double[] differences(double[] recomputed, double[] reference) {
        double[] differences = new double[reference.length];
        Arrays.setAll(differences, k -> Math.abs(recomputed[k] - reference[k]));
        return differences;
    }

    /** Adds the one of several deviations that is the largest share of what it is allowed. */
    void add(String dataset, String name, String unit, double[] deviations, IntToDoubleFunction allowed) {
        int worst = 0;
        double largest = -1;
        for (int k = 0; k < deviations.length; k++) {
            double share = deviations[k] / allowed.applyAsDouble(k);
            if (share > largest || Double.isNaN(share)) {
                largest = share;
                worst = k;
            }
        }
        boolean none = deviations.length == 0;
        add(dataset, name, none ? 0 : deviations[worst], unit, none ? 0 : allowed.applyAsDouble(worst));
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

    private static double relative(double[] recomputed, double[] reference) {
        double scale = SMALLEST_SCALE;
        double difference = 0;
        for (int k = 0; k < reference.length; k++) {
            scale = Math.max(scale, Math.abs(reference[k]));
            difference = larger(Math.abs(recomputed[k] - reference[k]), difference);
        }
        return difference / scale;
    }

    /** The larger of two, NaN if either is. */
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

    /** The largest relative deviation; NaN if any is. Angles, counts and shares have none. */
    public double largest() {
        return largestRelative;
    }
}

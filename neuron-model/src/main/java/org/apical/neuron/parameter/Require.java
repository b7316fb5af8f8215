package org.apical.neuron.parameter;

/**
 * Checks of parameters at the door. Every message names the parameter, what was expected with its unit, and what was found; NaN fails
 * every check.
 */
public final class Require {
    private Require() {}

    /** Returns {@code value} if it is finite and {@code > 0}. */
    public static double positive(String name, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new ParameterException(name, "must be finite and > 0 " + unit, value);
        }
        return value;
    }

    /** Returns {@code value} if it is {@code > 0}, infinite where nothing decays. */
    public static double positiveOrInfinite(String name, double value, String unit) {
        if (!(value > 0)) {
            throw new ParameterException(name, "must be > 0 " + unit, value);
        }
        return value;
    }

    /** Returns {@code value} if it is finite and {@code >= 0}. */
    public static double notNegative(String name, double value, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new ParameterException(name, "must be finite and >= 0 " + unit, value);
        }
        return value;
    }

    /** Returns {@code value} if it is finite. */
    public static double finite(String name, double value, String unit) {
        if (!Double.isFinite(value)) {
            throw new ParameterException(name, "must be a finite number of " + unit, value);
        }
        return value;
    }

    /** Returns {@code value} if it is at least {@code least}. */
    public static int atLeast(String name, int value, int least) {
        if (value < least) {
            throw new ParameterException(name, "must be >= " + least, value);
        }
        return value;
    }

    /** Throws unless {@code condition} holds between parameters; {@code expected} states the relation. */
    public static void that(boolean condition, String name, String expected, Object found) {
        if (!condition) {
            throw new ParameterException(name, expected, found);
        }
    }

    /** Throws unless all numbers of an array are finite. */
    public static void allFinite(String name, double[] array) {
        for (int k = 0; k < array.length; k++) {
            if (!Double.isFinite(array[k])) {
                throw new ParameterException(name + ", number " + k + ",", "must be finite", array[k]);
            }
        }
    }

    /**
     * Throws unless all rows of a table are as long as the first and hold finite numbers.
     *
     * @param row what a row is: "sample"
     */
    public static void table(String name, String row, double[][] rows) {
        for (int k = 0; k < rows.length; k++) {
            String named = name + " of " + row + " " + k;
            that(rows[k] != null, named, "must not be missing", null);
            that(
                    rows[k].length == rows[0].length,
                    named,
                    "must be " + rows[0].length + " numbers, as those of " + row + " 0",
                    rows[k].length);
            allFinite(named, rows[k]);
        }
    }

    /** Throws unless an array has the expected number of elements. */
    public static void length(String name, double[] array, int expected) {
        if (array.length < expected) {
            throw new ParameterException(name, "must hold at least " + expected + " elements", array.length);
        }
    }
}

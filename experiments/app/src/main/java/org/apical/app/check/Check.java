package org.apical.app.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A measured number and where it has to lie.
 *
 * @param what the quantity, with its unit
 * @param value measured
 * @param lowest smallest value that passes; -infinity: no lower bound
 * @param highest largest value that passes; infinity: no upper bound
 */
public record Check(String what, double value, double lowest, double highest) {
    private static final double SMALLEST_PLAIN = 0.01;

    /** A quantity that must not exceed a bound. */
    public static Check atMost(String what, double value, double bound) {
        return new Check(what, value, Double.NEGATIVE_INFINITY, bound);
    }

    /** A quantity that must reach a bound. */
    public static Check atLeast(String what, double value, double bound) {
        return new Check(what, value, bound, Double.POSITIVE_INFINITY);
    }

    /** A quantity that must lie between two bounds. */
    public static Check between(String what, double value, double lowest, double highest) {
        return new Check(what, value, lowest, highest);
    }

    /** Whether it passed; what is not a number never does. */
    public boolean held() {
        return value >= lowest && value <= highest;
    }

    /** Whether all passed. */
    public static boolean allHeld(List<Check> checks) {
        return checks.stream().allMatch(Check::held);
    }

    /** The bounds in words. */
    public String bounds() {
        if (lowest == Double.NEGATIVE_INFINITY) {
            return "<= " + bound(highest);
        }
        return highest == Double.POSITIVE_INFINITY ? ">= " + bound(lowest) : bound(lowest) + " .. " + bound(highest);
    }

    /** A bound has the digits it was given. */
    private static String bound(double x) {
        return x != 0 && Math.abs(x) < SMALLEST_PLAIN
                ? number(x)
                : BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
    }

    /** One line of text. */
    public String line() {
        return String.format("%-6s %s: %s, expected %s%n", held() ? "ok" : "FAILED", what, number(value), bounds());
    }

    /** Five significant digits; small numbers as a power of ten. */
    public static String number(double x) {
        return x != 0 && Math.abs(x) < SMALLEST_PLAIN
                ? String.format(Locale.ROOT, "%.1e", x)
                : String.format(Locale.ROOT, "%.5g", x);
    }
}

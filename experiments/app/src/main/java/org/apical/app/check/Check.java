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
 * @param undecided why the run cannot decide it; empty if it does
 */
public record Check(String what, double value, double lowest, double highest, String undecided) {
    private static final double SMALLEST_PLAIN = 0.01;

    /** A quantity that is decided by the run. */
    public Check(String what, double value, double lowest, double highest) {
        this(what, value, lowest, highest, "");
    }

    /** The same, which this run cannot decide: shown, neither passed nor failed. */
    public Check undecided(String why) {
        return new Check(what, value, lowest, highest, why);
    }

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

    /** Whether the run decides it. */
    public boolean decided() {
        return undecided.isEmpty();
    }

    /** Whether it passed; what is not a number never does. */
    public boolean held() {
        return decided() && value >= lowest && value <= highest;
    }

    /** Whether it was decided, and did not pass. */
    public boolean failed() {
        return decided() && !held();
    }

    /** Whether none failed. */
    public static boolean noneFailed(List<Check> checks) {
        return checks.stream().noneMatch(Check::failed);
    }

    /** One word. */
    public String verdict() {
        if (!decided()) {
            return "open";
        }
        return held() ? "ok" : "FAILED";
    }

    /** How many passed, in words; empty of none. */
    public static String summary(List<Check> checks) {
        long decided = checks.stream().filter(Check::decided).count();
        long failed = checks.stream().filter(Check::failed).count();
        long open = checks.size() - decided;
        if (checks.isEmpty()) {
            return "";
        }
        String verdict = failed > 0
                ? failed + " of " + decided + " checks failed"
                : decided == 0 ? "No check was decided" : "All " + decided + " checks that were decided held";
        if (failed == 0 && open == 0) {
            verdict = "All " + decided + " checks held";
        }
        return verdict + (open == 0 ? "." : "; " + open + " cannot be decided by this run.");
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
        return String.format(
                "%-6s %s: %s, expected %s%s%n",
                verdict(), what, number(value), bounds(), decided() ? "" : " (" + undecided + ")");
    }

    /** Five significant digits; small numbers as a power of ten. */
    public static String number(double x) {
        return x != 0 && Math.abs(x) < SMALLEST_PLAIN
                ? String.format(Locale.ROOT, "%.1e", x)
                : String.format(Locale.ROOT, "%.5g", x);
    }
}

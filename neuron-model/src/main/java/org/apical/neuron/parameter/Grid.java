package org.apical.neuron.parameter;

import java.math.BigDecimal;
import java.math.MathContext;

/** Times on the grid of a simulation. */
public final class Grid {
    /** Relative deviation from the grid that passes for the rounding of decimal numbers. */
    private static final double ROUNDING = 1e-9;

    private static final int DIGITS = 12;

    private Grid() {}

    /**
     * A time as a number of steps: n = t / dt, to within 1e-9 relative.
     *
     * @param ms t (ms), >= 0
     * @param dtMs dt (ms), > 0
     * @throws ParameterException if t lies between two steps, which are named, or is more than {@link Integer#MAX_VALUE} of them
     */
    public static int steps(String name, double ms, double dtMs) {
        Require.notNegative(name, ms, "ms");
        Require.positive(name + ": dtMs", dtMs, "ms");
        double steps = Math.rint(ms / dtMs);
        if (!(steps <= Integer.MAX_VALUE)) {
            throw new ParameterException(
                    name, "must be at most " + Integer.MAX_VALUE + " steps of dtMs = " + dtMs + " ms", ms);
        }
        if (Math.abs(ms - steps * dtMs) > ROUNDING * ms) {
            double below = Math.floor(ms / dtMs);
            throw new ParameterException(
                    name,
                    "must be a multiple of dtMs = " + dtMs + " ms, next to it " + decimal(below * dtMs) + " or "
                            + decimal((below + 1) * dtMs) + " ms",
                    ms);
        }
        return (int) steps;
    }

    /** The multiple of dt next to a time, dt at least (ms). */
    public static double nearest(double ms, double dtMs) {
        return Double.parseDouble(decimal(Math.max(1, Math.rint(ms / dtMs)) * dtMs));
    }

    /** Without the rounding of binary fractions: 0.3, not 0.30000000000000004. */
    private static String decimal(double ms) {
        return new BigDecimal(ms)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}

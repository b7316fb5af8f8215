package org.apical.network.parallel;

/** Arrays [unit][lane]. */
public final class Lanes {
    private Lanes() {}

    /** to[unit][k] := from[unit][lanes[k]], {@code from} of any width. */
    public static void take(double[] from, double[] to, int[] lanes) {
        int units = to.length / lanes.length;
        int width = units == 0 ? 0 : from.length / units;
        for (int unit = 0; unit < units; unit++) {
            for (int k = 0; k < lanes.length; k++) {
                to[unit * lanes.length + k] = from[unit * width + lanes[k]];
            }
        }
    }

    /** sum[unit][lane] := x[unit][lane] + perUnit[unit]. */
    public static void addPerUnit(double[] x, double[] perUnit, double[] sum, int units, int lanes) {
        for (int unit = 0; unit < units; unit++) {
            double constant = perUnit[unit];
            for (int k = unit * lanes; k < (unit + 1) * lanes; k++) {
                sum[k] = x[k] + constant;
            }
        }
    }
}

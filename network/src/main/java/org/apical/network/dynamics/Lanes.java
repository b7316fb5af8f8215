package org.apical.network.dynamics;

/** Arrays [unit][lane]. */
final class Lanes {
    private Lanes() {}

    /** sum[unit][lane] := x[unit][lane] + perUnit[unit]. */
    static void addPerUnit(double[] x, double[] perUnit, double[] sum, int units, int lanes) {
        for (int unit = 0; unit < units; unit++) {
            double constant = perUnit[unit];
            for (int k = unit * lanes; k < (unit + 1) * lanes; k++) {
                sum[k] = x[k] + constant;
            }
        }
    }
}

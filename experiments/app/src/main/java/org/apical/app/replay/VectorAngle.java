package org.apical.app.replay;

import org.apache.commons.math3.stat.StatUtils;

/**
 * The angle between two vectors a and b of n numbers, theta = 2 atan2(|a/|a| - b/|b||, |a/|a| + b/|b||), to a few 2^-53 whatever its size (W. Kahan, How
 * Futile are Mindless Assessments of Roundoff in Floating-Point Computation?, 2006, section 12); an arc cosine loses half of the digits near 0 and pi.
 *
 * @param radians theta, in [0, pi]; NaN where either vector is zero
 * @param terms n
 */
record VectorAngle(double radians, int terms) {

    static VectorAngle between(double[] a, double[] b) {
        double lengthA = norm(a);
        double lengthB = norm(b);
        double[] difference = new double[a.length];
        double[] sum = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            difference[k] = a[k] / lengthA - b[k] / lengthB;
            sum[k] = a[k] / lengthA + b[k] / lengthB;
        }
        return new VectorAngle(2 * Math.atan2(norm(difference), norm(sum)), a.length);
    }

    private static double norm(double[] x) {
        return Math.sqrt(StatUtils.sumSq(x));
    }

    /** theta in degrees. */
    double degrees() {
        return Math.toDegrees(radians);
    }

    /**
     * How far, in degrees, the arc cosine of a cosine computed in double precision may be from theta, as the recordings have it. The rounding of three sums of n
     * products, in any order, is at most delta = (n + 2) 2^-52 of |a| |b|; cos theta' = cos theta +- delta then leaves |theta' - theta| <= min(sqrt(2 delta), 2
     * delta / sin theta): 3e-5 degrees near 0 for a thousand weights, 1e-11 at a right angle.
     */
    double arcCosineDegrees() {
        double delta = (terms + 2) * Math.ulp(1.0);
        return Math.toDegrees(Math.min(Math.sqrt(2 * delta), 2 * delta / Math.sin(radians)));
    }
}

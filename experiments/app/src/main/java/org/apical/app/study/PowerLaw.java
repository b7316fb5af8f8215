package org.apical.app.study;

import java.util.Locale;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apical.neuron.parameter.Require;

/**
 * A straight line through log y over log x by least squares: y = factor x^slope.
 *
 * @param halfWidth of the confidence interval of the slope, 95 %, from the residuals (Student's t, n - 2 degrees of freedom); infinite of two points
 */
public record PowerLaw(double factor, double slope, double halfWidth) {
    private static final double ALPHA = 0.05;

    /** Through two points or more; numbers that are not positive make it NaN. */
    public static PowerLaw of(double[] x, double[] y) {
        Require.that(x.length == y.length && x.length > 1, "PowerLaw.x", "must be as many as y, two or more", x.length);
        SimpleRegression line = new SimpleRegression();
        for (int k = 0; k < x.length; k++) {
            line.addData(Math.log(x[k]), Math.log(y[k]));
        }
        double half = x.length > 2 ? line.getSlopeConfidenceInterval(ALPHA) : Double.POSITIVE_INFINITY;
        return new PowerLaw(Math.exp(line.getIntercept()), line.getSlope(), half);
    }

    /** y at x. */
    public double at(double x) {
        return factor * Math.pow(x, slope);
    }

    /** Slope and confidence interval. */
    public String text() {
        String text = String.format(Locale.ROOT, "%.3f", slope);
        return Double.isInfinite(halfWidth) ? text : text + String.format(Locale.ROOT, " ± %.3f", halfWidth);
    }
}

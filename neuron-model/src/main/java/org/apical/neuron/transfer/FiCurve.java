package org.apical.neuron.transfer;

import java.util.function.DoubleUnaryOperator;
import org.apical.neuron.parameter.Require;

/**
 * A f–I curve known at equally spaced points: firing rate (Hz) against the potential (mV) the soma would settle at without spikes.
 *
 * <p>Between the points a monotone cubic Hermite interpolant (Fritsch and Carlson 1980); constant outside. Immutable.
 */
public final class FiCurve implements FiringRate {
    private final double fromMv;
    private final double stepMv;
    private final double[] hz;
    private final double[] slope;

    private FiCurve(double fromMv, double stepMv, double[] hz) {
        this.fromMv = fromMv;
        this.stepMv = stepMv;
        this.hz = hz;
        this.slope = monotoneSlopes(hz);
    }

    /**
     * Samples {@code rateHz} at {@code points} equally spaced potentials.
     *
     * @throws org.apical.neuron.parameter.ParameterException if the samples are not finite or decrease anywhere
     */
    public static FiCurve sample(double fromMv, double toMv, int points, DoubleUnaryOperator rateHz) {
        Require.atLeast("FiCurve.points", points, 3);
        Require.that(toMv > fromMv, "FiCurve.toMv", "must exceed fromMv = " + fromMv, toMv);
        double step = (toMv - fromMv) / (points - 1);
        double[] hz = new double[points];
        for (int i = 0; i < points; i++) {
            hz[i] = Require.finite("FiCurve.rateHz", rateHz.applyAsDouble(fromMv + i * step), "Hz");
            Require.that(i == 0 || hz[i] >= hz[i - 1], "FiCurve.rateHz", "must not decrease with the potential", hz[i]);
        }
        return new FiCurve(fromMv, step, hz);
    }

    /**
     * A curve through given rates.
     *
     * @param hz rates (Hz) at equally spaced potentials, not decreasing
     */
    public static FiCurve of(double fromMv, double toMv, double[] hz) {
        int last = hz.length - 1;
        return sample(fromMv, toMv, hz.length, mv -> hz[(int) Math.round((mv - fromMv) / (toMv - fromMv) * last)]);
    }

    @Override
    public double hz(double somaMv) {
        return rateHz(somaMv);
    }

    /** Firing rate (Hz) at a potential (mV). */
    public double rateHz(double potentialMv) {
        double x = (potentialMv - fromMv) / stepMv;
        if (!(x > 0)) {
            return Double.isNaN(x) ? Double.NaN : hz[0];
        }
        if (x >= hz.length - 1) {
            return hz[hz.length - 1];
        }
        int i = (int) x;
        double t = x - i;
        double s = 1 - t;
        return s * s * ((1 + 2 * t) * hz[i] + t * slope[i]) + t * t * ((3 - 2 * t) * hz[i + 1] - s * slope[i + 1]);
    }

    /** Slope (Hz/mV) at a potential (mV). */
    public double slopeHzPerMv(double potentialMv) {
        double x = (potentialMv - fromMv) / stepMv;
        if (!(x > 0) || x >= hz.length - 1) {
            return Double.isNaN(x) ? Double.NaN : 0;
        }
        int i = (int) x;
        double t = x - i;
        double s = 1 - t;
        return (6 * t * s * (hz[i + 1] - hz[i]) + s * (1 - 3 * t) * slope[i] + t * (3 * t - 2) * slope[i + 1]) / stepMv;
    }

    /** Slopes per grid step that keep every piece monotone: the harmonic mean of the neighbouring differences. */
    private static double[] monotoneSlopes(double[] y) {
        double[] m = new double[y.length];
        for (int i = 1; i < y.length - 1; i++) {
            double left = y[i] - y[i - 1];
            double right = y[i + 1] - y[i];
            m[i] = left * right > 0 ? 2 * left * right / (left + right) : 0;
        }
        m[0] = y[1] - y[0];
        m[y.length - 1] = y[y.length - 1] - y[y.length - 2];
        return m;
    }
}

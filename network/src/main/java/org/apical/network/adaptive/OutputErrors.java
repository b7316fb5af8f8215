package org.apical.network.adaptive;

import java.util.Arrays;
import org.apical.network.divergence.DivergenceLimits;

/** Whether control made the output error of a lane grow: its mean square over the second half of the phase against that without control (physics.md 13). By the number of the lane in the presentation. */
final class OutputErrors {
    private static final double NEGLIGIBLE = 1e-6;

    private final double growth;
    private final double[] without;
    private final double[] limit;
    private final double[] under;
    private final double[] time;

    OutputErrors(DivergenceLimits limits, int most) {
        this.growth = limits.errorGrowth();
        this.without = new double[most];
        this.limit = new double[most];
        this.under = new double[most];
        this.time = new double[most];
    }

    void begin() {
        Arrays.fill(without, 0);
        Arrays.fill(limit, 0);
        Arrays.fill(under, 0);
        Arrays.fill(time, 0);
    }

    /** An output without control. */
    void free(int sample, double target, double output) {
        double e = target - output;
        without[sample] += e * e;
        limit[sample] += growth * (e * e + NEGLIGIBLE * target * NEGLIGIBLE * target);
    }

    /** A squared error that lasts so long in the second half. */
    void add(int sample, double square, double lasting) {
        under[sample] += lasting * square;
        time[sample] += lasting;
    }

    /** Whether the error of a lane that has come to its end has grown too far. */
    boolean grown(int sample) {
        return Double.isFinite(growth) && !(under[sample] <= time[sample] * limit[sample]);
    }

    double rmsUnderControl(int sample) {
        return Math.sqrt(under[sample] / time[sample]);
    }

    double rmsWithoutControl(int sample) {
        return Math.sqrt(without[sample]);
    }
}

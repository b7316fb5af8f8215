package org.apical.neuron.random;

import java.util.random.RandomGenerator;

/**
 * Poisson-distributed counts of large means by transformed rejection (Hörmann 1993, The transformed rejection method for generating Poisson random variables, algorithm PTRS): some two uniform
 * numbers and no loop over spikes, so that a population of ten times as many neurons is drawn in the same time.
 */
final class LargePoisson {
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    /** log k! where Stirling's series is not exact to the last bits. */
    private static final double[] LOG_FACTORIAL = new double[32];

    static {
        double product = 1;
        for (int k = 1; k < LOG_FACTORIAL.length; k++) {
            product *= k;
            LOG_FACTORIAL[k] = StrictMath.log(product);
        }
    }

    private LargePoisson() {}

    /**
     * A count.
     *
     * @param mean 10 or more, for which the rejection was derived
     */
    static double next(RandomGenerator random, double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inside = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double edge = 0.5 - Math.abs(u);
            double count = Math.floor((2 * a / edge + b) * u + mean + 0.43);
            if (edge >= 0.07 && v <= inside) {
                return count;
            }
            if (count >= 0 && (edge >= 0.013 || v <= edge) && accepts(mean, a, b, edge, v, count)) {
                return count;
            }
        }
    }

    private static boolean accepts(double mean, double a, double b, double edge, double v, double count) {
        double scale = 1.1239 + 1.1328 / (b - 3.4);
        return StrictMath.log(v * scale / (a / (edge * edge) + b))
                <= count * StrictMath.log(mean) - mean - logFactorial(count);
    }

    private static double logFactorial(double count) {
        if (count < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[(int) count];
        }
        double square = 1 / (count * count);
        return (count + 0.5) * StrictMath.log(count)
                - count
                + HALF_LOG_TWO_PI
                + (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / count;
    }
}

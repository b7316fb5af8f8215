package org.apical.neuron.random;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;

/**
 * Poisson-distributed counts of a layer, [unit][lane]. Each lane draws from its own generator, unit after unit, one uniform number a count, by
 * inversion; where a mean exceeds {@value #BLOCK} as many as transformed rejection takes, so that no count costs more for its mean.
 */
public final class PoissonSampler {
    /** Largest mean that is drawn by inversion. */
    public static final int BLOCK = 32;
    /** Largest mean that is drawn at all; a larger one is a diverging network. */
    public static final double LARGEST_MEAN = 1e5;

    private final Kernels kernels;
    private final int units;
    private final int lanes;
    private final double[] uniform;
    private final double[] expMinusMean;
    private final boolean[] drawn;
    private boolean all;

    public PoissonSampler(Kernels kernels, int units, int lanes) {
        this.kernels = kernels;
        this.units = units;
        this.lanes = lanes;
        this.uniform = new double[units * lanes];
        this.expMinusMean = new double[units * lanes];
        this.drawn = new boolean[lanes];
        Arrays.fill(drawn, true);
        this.all = true;
    }

    /** Lanes that are drawn, at first all; where none is, counts are 0. */
    public void lanes(boolean[] which) {
        all = true;
        for (int lane = 0; lane < lanes; lane++) {
            drawn[lane] = which[lane];
            all &= which[lane];
        }
    }

    /** Takes new expected counts, [unit][lane]. */
    public void mean(double[] mean) {
        for (int k = 0; k < uniform.length; k++) {
            expMinusMean[k] = -mean[k];
        }
        kernels.exp(expMinusMean, expMinusMean, uniform.length);
    }

    /**
     * Draws counts of the means last taken.
     *
     * @param random one generator a lane
     * @param mean the same expected counts
     * @param counts written
     * @throws ArithmeticException if a mean is not a number or exceeds {@value #LARGEST_MEAN}
     */
    public void next(RandomGenerator[] random, double[] mean, double[] counts) {
        boolean large = all ? drawAll(random, mean) : drawSome(random, mean);
        kernels.poisson(uniform, mean, expMinusMean, counts, uniform.length);
        if (large) {
            drawLargeMeans(random, mean, counts);
        }
    }

    /** Uniform numbers, 0 for a large mean; whether there is one. */
    private boolean drawAll(RandomGenerator[] random, double[] mean) {
        boolean large = false;
        for (int unit = 0; unit < units; unit++) {
            for (int lane = 0; lane < lanes; lane++) {
                int k = unit * lanes + lane;
                boolean small = mean[k] <= BLOCK;
                uniform[k] = small ? random[lane].nextDouble() : 0;
                large |= !small;
            }
        }
        return large;
    }

    /** The same; a uniform number of 0 gives the count 0. */
    private boolean drawSome(RandomGenerator[] random, double[] mean) {
        boolean large = false;
        for (int unit = 0; unit < units; unit++) {
            for (int lane = 0; lane < lanes; lane++) {
                int k = unit * lanes + lane;
                boolean small = mean[k] <= BLOCK;
                uniform[k] = drawn[lane] && small ? random[lane].nextDouble() : 0;
                large |= drawn[lane] && !small;
            }
        }
        return large;
    }

    private void drawLargeMeans(RandomGenerator[] random, double[] mean, double[] counts) {
        for (int k = 0; k < counts.length; k++) {
            if (mean[k] <= BLOCK || !drawn[k % lanes]) {
                continue;
            }
            if (!(mean[k] <= LARGEST_MEAN)) {
                throw new ArithmeticException("a population was to fire " + mean[k] + " spikes in one step");
            }
            counts[k] = LargePoisson.next(random[k % lanes], mean[k]);
        }
    }
}

package org.apical.neuron.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.random.PoissonSampler;

/**
 * Poisson counts of a layer of which few are not zero, [unit][lane]. In each lane the total is Poisson with the sum of all means, and each event
 * falls on a unit with a probability proportional to its mean: the counts are independent Poisson numbers, as those of {@link PoissonSampler}, at the
 * price of one uniform number a lane and one an event.
 */
public final class RareSpikes {
    private final int units;
    private final int lanes;
    /** Cumulative means, [lane][unit]. */
    private final double[] cumulative;
    /** exp(-total) of each part of a lane's mean, and how many parts it has. */
    private final double[] none;

    private final int[] parts;

    public RareSpikes(int units, int lanes) {
        this.units = units;
        this.lanes = lanes;
        this.cumulative = new double[units * lanes];
        this.none = new double[lanes];
        this.parts = new int[lanes];
    }

    /** Takes new expected counts, [unit][lane], for all lanes. */
    public void mean(double[] mean) {
        boolean[] all = new boolean[lanes];
        Arrays.fill(all, true);
        mean(mean, all);
    }

    /** The same for some lanes: in the others nothing is drawn. */
    public void mean(double[] mean, boolean[] drawn) {
        for (int lane = 0; lane < lanes; lane++) {
            parts[lane] = 0;
            if (!drawn[lane]) {
                continue;
            }
            double sum = 0;
            for (int unit = 0; unit < units; unit++) {
                sum += mean[unit * lanes + lane];
                cumulative[lane * units + unit] = sum;
            }
            if (!(sum <= PoissonSampler.LARGEST_MEAN)) {
                throw new ArithmeticException("a layer was to fire " + sum + " spikes in one step");
            }
            parts[lane] = (int) Math.ceil(sum / PoissonSampler.BLOCK);
            none[lane] = Math.exp(-sum / parts[lane]);
        }
    }

    /**
     * Draws counts of the means last taken.
     *
     * @param random one generator a lane
     * @param counts written; before, all zero but where {@code where} says
     * @param where the positions of the counts that are not zero before, and are after; an event each, in ascending order
     */
    public void next(RandomGenerator[] random, double[] counts, SpikeList where) {
        for (int k = 0; k < where.size(); k++) {
            counts[where.element(k)] = 0;
        }
        where.clear();
        for (int lane = 0; lane < lanes; lane++) {
            int events = 0;
            for (int part = 0; part < parts[lane]; part++) {
                events += count(random[lane].nextDouble(), none[lane], total(lane) / parts[lane]);
            }
            for (int k = 0; k < events; k++) {
                int at = unit(lane, random[lane].nextDouble() * total(lane)) * lanes + lane;
                counts[at]++;
                where.add(at);
            }
        }
        where.sort();
    }

    private double total(int lane) {
        return cumulative[(lane + 1) * units - 1];
    }

    /** Sequential inversion, as {@link Kernels#poisson}. */
    private static int count(double uniform, double none, double mean) {
        double term = none;
        double sum = none;
        int count = 0;
        while (uniform >= sum && count < Kernels.MAX_COUNT) {
            count++;
            term *= mean / count;
            sum += term;
        }
        return count;
    }

    /** The first unit whose cumulative mean exceeds x; where all means are alike the first guess is right. */
    private int unit(int lane, double x) {
        int from = lane * units;
        int guess = Math.min(units - 1, (int) (x / total(lane) * units));
        if (cumulative[from + guess] > x && (guess == 0 || cumulative[from + guess - 1] <= x)) {
            return guess;
        }
        int low = 0;
        int high = units - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[from + middle] > x) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}

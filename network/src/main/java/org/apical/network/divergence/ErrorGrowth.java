package org.apical.network.divergence;

import java.util.Arrays;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.parallel.Lanes;

/**
 * Whether the output error of a lane grows under control. With e = r_L* - r_L, and r_L^- and Var the mean and the variance of r_L in the free phase,
 *
 * <pre>
 * mean over the second half of the controlled phase of |e|^2 <= growth (|r_L* - r_L^-|^2 + (1e-6 |r_L*|)^2) + M^2 Var,   M = 4
 * </pre>
 *
 * The first term is what a controller that did nothing would leave, and what rounding may make of an error of zero; the second what a loop may make of the
 * fluctuations that pass through it. Feedback amplifies some of them in every loop; that of the default comparison, which learns the digits, by a factor of 4.1 in
 * power after twelve epochs. M^2 = 16 leaves room for that. The left side is a sum of squares, so that
 * it is known to exceed the right one before the phase has ended. r_L is looked at some 50 times a presentation. Rates from spikes are averaged from look to look, and
 * judged only if the free phase tells their fluctuations with {@value #LEAST_FREEDOM} degrees of freedom. Under noise in the apical dendrites, which sets in with
 * control, nothing is judged: no free phase knows what it does. Arrays [output][lane].
 */
final class ErrorGrowth {
    private static final int LOOKS = 50;
    private static final int FREE_LOOKS = 25;
    private static final int LEAST_FREEDOM = 40;
    private static final double FLUCTUATION_GROWTH = 4;
    private static final double NEGLIGIBLE = 1e-6;

    private final double growth;
    private final Simulation simulation;
    private final Layer last;
    private final boolean noisy;
    private final boolean averaging;
    private final int every;
    private final int from;
    private final int planned;
    private final double[] sum;
    private final double[] freeSum;
    private final double[] freeSquares;
    /** Squared error of each lane without control. */
    private final double[] without;
    /** Mean squared error of each lane that passes. */
    private final double[] limit;
    /** Squared errors of each lane under control, summed over looks. */
    private final double[] under;

    private int freeLooks;
    private boolean judged;

    ErrorGrowth(double growth, Simulation simulation) {
        this.growth = growth;
        this.simulation = simulation;
        this.last = simulation.layer(simulation.layers() - 1);
        boolean fluctuates = false;
        for (int l = 0; l < simulation.layers(); l++) {
            fluctuates |= simulation.layer(l).dendriteFluctuates();
        }
        this.noisy = fluctuates;
        this.averaging = last.spikes();
        int steps = simulation.timing().steps();
        int read = simulation.timing().freeSteps() - simulation.timing().warmupSteps();
        int look = averaging && read > 0 ? Math.min(steps / LOOKS, read / FREE_LOOKS) : steps / LOOKS;
        this.every = Math.max(1, look);
        this.from = Math.max(1, steps / 2);
        this.planned = Math.max(0, (steps - 1) / every - (from - 1) / every);
        int size = last.units() * simulation.lanes();
        this.sum = new double[size];
        this.freeSum = new double[size];
        this.freeSquares = new double[size];
        this.without = new double[simulation.lanes()];
        this.limit = new double[simulation.lanes()];
        this.under = new double[simulation.lanes()];
    }

    /** Steps between looks. */
    int every() {
        return every;
    }

    /** A presentation begins. */
    void begin() {
        freeLooks = 0;
        Arrays.fill(sum, 0);
        Arrays.fill(freeSum, 0);
        Arrays.fill(freeSquares, 0);
        Arrays.fill(under, 0);
    }

    /** A step of the free phase, counted from 0. */
    void free(int step) {
        boolean look = (step + 1) % every == 0;
        add(look);
        if (!look) {
            return;
        }
        if (step >= simulation.timing().warmupSteps()) {
            freeLooks++;
            for (int k = 0; k < sum.length; k++) {
                freeSum[k] += sum[k];
                freeSquares[k] += sum[k] * sum[k];
            }
        }
        Arrays.fill(sum, 0);
    }

    /** The target has appeared: step 0 of the controlled phase. */
    void open() {
        Arrays.fill(sum, 0);
        boolean fluctuationsKnown = !averaging || (freeLooks - 1) * last.units() >= LEAST_FREEDOM;
        judged = planned > 0 && Double.isFinite(growth) && fluctuationsKnown && !noisy;
        int lanes = simulation.lanes();
        double[] target = simulation.target();
        double[] free = simulation.freeOutput();
        Arrays.fill(without, 0);
        Arrays.fill(limit, 0);
        for (int k = 0; k < target.length; k++) {
            double e = target[k] - free[k];
            double rounding = NEGLIGIBLE * target[k];
            double fluctuation = variance(k);
            without[k % lanes] += e * e + fluctuation;
            limit[k % lanes] +=
                    growth * (e * e + rounding * rounding) + FLUCTUATION_GROWTH * FLUCTUATION_GROWTH * fluctuation;
        }
    }

    private double variance(int k) {
        if (freeLooks < 2) {
            return 0;
        }
        return Math.max(0, freeSquares[k] - freeSum[k] * freeSum[k] / freeLooks) / (freeLooks - 1);
    }

    /**
     * A step of the controlled phase after the first.
     *
     * @return a lane whose error has grown too far, or -1
     */
    int controlled(int step) {
        boolean look = step % every == 0;
        add(look && step >= from);
        if (!look) {
            return -1;
        }
        int grown = step >= from && judged ? judge() : -1;
        Arrays.fill(sum, 0);
        return grown;
    }

    private void add(boolean look) {
        if (!averaging && !look) {
            return;
        }
        double weight = averaging ? 1.0 / every : 1;
        double[] r = last.output();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += weight * r[k];
        }
    }

    private int judge() {
        int lanes = simulation.lanes();
        double[] target = simulation.target();
        for (int k = 0; k < sum.length; k++) {
            double e = target[k] - sum[k];
            under[k % lanes] += e * e;
        }
        for (int lane = 0; lane < lanes; lane++) {
            // a number that is none has grown
            if (!(under[lane] <= planned * limit[lane])) {
                return lane;
            }
        }
        return -1;
    }

    /** Goes on from what another has seen of the lanes that this one's simulation takes over. */
    void take(ErrorGrowth other, int[] lanes) {
        Lanes.take(other.without, without, lanes);
        Lanes.take(other.limit, limit, lanes);
        Lanes.take(other.under, under, lanes);
        Arrays.fill(sum, 0);
        judged = other.judged;
    }

    /** Root mean square of a lane's error over the second half as far as it is known: at least so much. */
    double rmsUnderControl(int lane) {
        return Math.sqrt(under[lane] / planned);
    }

    /** The same without control. */
    double rmsWithoutControl(int lane) {
        return Math.sqrt(without[lane]);
    }
}

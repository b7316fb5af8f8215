package org.apical.network.adaptive;

import java.util.Arrays;
import org.apical.network.adaptive.AdaptiveParams.Read;

/** Time, step and accuracy of every lane of a block, and what its error has done so far. Times in units of tau_u. */
final class LaneSteps {
    private static final double SAFETY = 0.9;
    private static final double MOST_GROWTH = 5;
    private static final double LEAST_GROWTH = 0.2;
    /** Of T: a step that is shorter gets nowhere. */
    private static final double SHORTEST = 1e-10;

    private final AdaptiveParams params;
    private final double duration;
    /** Number of the lane in the presentation. */
    final int[] sample;

    final double[] time;
    final double[] step;
    /** The last accepted step; 0: none yet. */
    final double[] before;
    /** Whether the step ends the phase. */
    final boolean[] last;
    /** Whether the lane is through. */
    final boolean[] over;

    final boolean[] accepted;
    /** Whether Newton's matrix is that of the state at the beginning of the step. */
    final boolean[] fresh;
    /** Whether it is to be found anew. */
    final boolean[] stale;
    /** M_i of each lane. */
    final double[][] gains;
    /** Largest displacement of a layer so far, rms over its units. */
    final double[][] displacement;
    /** The same of the control, rms over stages and outputs. */
    final double[] control;
    /** Error of the step as a share of what is tolerated. */
    final double[] error;
    /** By how much holding the lane from the end of the step on would err, as a share of what is tolerated. */
    final double[] drift;

    LaneSteps(AdaptiveParams params, double duration, int layers, int gainSize, int most) {
        this.params = params;
        this.duration = duration;
        this.sample = new int[most];
        this.time = new double[most];
        this.step = new double[most];
        this.before = new double[most];
        this.last = new boolean[most];
        this.over = new boolean[most];
        this.accepted = new boolean[most];
        this.fresh = new boolean[most];
        this.stale = new boolean[most];
        this.gains = new double[most][gainSize];
        this.displacement = new double[layers][most];
        this.control = new double[most];
        this.error = new double[most];
        this.drift = new double[most];
    }

    /** So many lanes at the beginning of the phase, about to make a first step. */
    void begin(int lanes, double first) {
        for (int lane = 0; lane < lanes; lane++) {
            sample[lane] = lane;
            time[lane] = 0;
            before[lane] = 0;
            step[lane] = first;
            over[lane] = false;
            fresh[lane] = true;
            stale[lane] = false;
        }
        for (double[] d : displacement) {
            Arrays.fill(d, 0);
        }
    }

    /** The steps that are tried next; what is left of the phase is not cut into a long and a very short one. */
    void limit(int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            double left = duration - time[lane];
            last[lane] = left <= step[lane];
            step[lane] = last[lane] ? left : Math.min(step[lane], left / 2);
            error[lane] = 0;
            drift[lane] = 0;
        }
    }

    /** What is left of the phase after the step. */
    double rest(int lane) {
        return last[lane] ? 0 : duration - time[lane] - step[lane];
    }

    /** What a rate of change at the end of the step makes of what is read, if it stays and the lane is held: n^2/(2 T) of it in the average, n at the end. */
    double held(int lane) {
        double rest = rest(lane);
        return params.read() == Read.END ? rest : rest * rest / (2 * duration);
    }

    /**
     * The step of a lane has been tried: takes it or not, and says how long the next one is.
     *
     * @param converged whether Newton's method has
     * @return whether the next step gets anywhere
     */
    boolean decide(int lane, boolean converged) {
        double h = step[lane];
        accepted[lane] = converged && error[lane] <= 1;
        if (accepted[lane]) {
            // what control has not reached yet does not move either
            over[lane] = last[lane] || before[lane] > 0 && drift[lane] <= 1;
            time[lane] += h;
            before[lane] = h;
            fresh[lane] = false;
            step[lane] = h * Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, factor(lane)));
        } else if (converged) {
            step[lane] = h * Math.min(SAFETY, Math.max(LEAST_GROWTH / 2, factor(lane)));
        } else if (fresh[lane]) {
            step[lane] = h / 2;
        } else {
            stale[lane] = true;
        }
        return step[lane] > SHORTEST * duration;
    }

    /** The error is one of third order. */
    private double factor(int lane) {
        return SAFETY / StrictMath.cbrt(Math.max(error[lane], 1e-6));
    }

    /** Goes on with some of the lanes, in ascending order. */
    void keep(int[] kept, int count) {
        for (int k = 0; k < count; k++) {
            int lane = kept[k];
            sample[k] = sample[lane];
            time[k] = time[lane];
            step[k] = step[lane];
            before[k] = before[lane];
            over[k] = over[lane];
            fresh[k] = fresh[lane];
            stale[k] = stale[lane];
            control[k] = control[lane];
            for (double[] d : displacement) {
                d[k] = d[lane];
            }
            double[] own = gains[k];
            gains[k] = gains[lane];
            gains[lane] = own;
        }
    }
}

package org.apical.network.dynamics;

import java.util.Arrays;
import org.apical.network.description.Competition;
import org.apical.network.description.Competition.When;
import org.apical.network.description.Competition.WinnerTakeAll;
import org.apical.network.parallel.Lanes;

/**
 * Winner-take-all among the units of one layer at work, lane by lane: a knock-out. After step t of the controlled phase
 *
 * <pre>
 * k(t) = n - (n - k) s(t / T),   s(x) = x^2 (3 - 2 x),  1 for x >= 1
 * </pre>
 *
 * units may be active; while more are, the active one with the smallest |v| (the first of equals) is silenced, and inhibition holds it at v = 0 until the phase ends.
 * In a free phase of {@link When#ALWAYS} all n - k are silenced at once, and all are set free again before the first controlled step.
 *
 * <p>It reads the potentials of its own layer and nothing else. In the released code a silenced unit starts from v = 0 in every step and may win again if (dt / tau_v)
 * |v^ff + v^fb| is above the smallest |v| of a winner; the knock-out is its limit of small dt, and unlike it has a steady state that does not depend on dt.
 *
 * <p>Not thread-safe. Allocates nothing after construction.
 */
public final class LateralInhibition {
    private final WinnerTakeAll rule;
    private final int units;
    private final int lanes;
    /** T, in steps. */
    private final double rampSteps;
    /** 1 where a unit is silenced, else 0, [unit][lane]. */
    private final double[] inhibited;

    private int active;
    private int step;

    /** @param steps states of the controlled phase, the first one before any control */
    public LateralInhibition(Competition competition, int steps, int units, int lanes) {
        this.rule = competition.winners().orElse(null);
        this.units = units;
        this.lanes = lanes;
        this.rampSteps = rule == null ? 0 : rule.rampShare() * (steps - 1);
        this.inhibited = new double[units * lanes];
        this.active = units;
    }

    /** 1 where a unit is silenced, else 0, [unit][lane]; live, not to be written. */
    double[] inhibited() {
        return inhibited;
    }

    /** A presentation begins. */
    void begin() {
        release();
    }

    private void release() {
        if (active < units) {
            Arrays.fill(inhibited, 0);
        }
        active = units;
        step = 0;
    }

    /**
     * A step of the layer is over.
     *
     * @param potential v in units that keep the order of |v - origin|
     * @param origin where v = 0
     * @return whether any unit is silenced now
     */
    boolean compete(boolean controlled, double[] potential, double origin) {
        if (rule == null) {
            return false;
        }
        if (!controlled) {
            if (rule.when() == When.ALWAYS) {
                silence(potential, origin, rule.active(units));
            }
            return active < units;
        }
        if (step == 0) {
            release();
        }
        step++;
        silence(potential, origin, allowed());
        return active < units;
    }

    private int allowed() {
        double x = step >= rampSteps ? 1 : step / rampSteps;
        return units - (int) Math.round((units - rule.active(units)) * x * x * (3 - 2 * x));
    }

    private void silence(double[] potential, double origin, int allowed) {
        for (; active > allowed; active--) {
            for (int lane = 0; lane < lanes; lane++) {
                inhibited[weakest(potential, origin, lane)] = 1;
            }
        }
    }

    private int weakest(double[] potential, double origin, int lane) {
        int weakest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = lane; k < inhibited.length; k += lanes) {
            // a potential that is no number silences nobody and is found by whoever looks at the update
            if (inhibited[k] == 0 && (weakest < 0 || Math.abs(potential[k] - origin) < least)) {
                weakest = k;
                least = Math.abs(potential[k] - origin);
            }
        }
        return weakest;
    }

    /** Sets x to {@code value} where a unit is silenced. */
    void hold(double[] x, double value) {
        for (int k = 0; k < inhibited.length; k++) {
            if (inhibited[k] != 0) {
                x[k] = value;
            }
        }
    }

    /** Goes on with lanes of the same layer elsewhere. */
    void take(LateralInhibition from, int[] taken) {
        Lanes.take(from.inhibited, inhibited, taken);
        active = from.active;
        step = from.step;
    }
}

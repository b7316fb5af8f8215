package org.apical.network.adaptive;

import java.util.Arrays;

/**
 * What a step of a layer errs by, rms over its units: |v - sum_j b_j V_j|, the beginning of the step against the parabola through its stages, extrapolated back; of third order in h, and no larger than the transient itself where h
 * is long. Sums in the order of units, lane by lane.
 */
final class StepError {
    private static final int STAGES = Radau.STAGES;

    private final double[] error;
    private final double[] displacement;
    private final double[] change;
    private final double[] largest;

    StepError(int most) {
        this.error = new double[most];
        this.displacement = new double[most];
        this.change = new double[most];
        this.largest = new double[most];
    }

    /**
     * @param from v at the beginning, [unit][lane]
     * @param rest v without control, [unit][lane]
     * @param stage V, [unit][stage][lane]
     */
    void measure(int units, int lanes, double[] from, double[] rest, double[] stage) {
        Arrays.fill(error, 0);
        Arrays.fill(displacement, 0);
        Arrays.fill(change, 0);
        Arrays.fill(largest, 0);
        double b0 = Radau.BACK[0];
        double b1 = Radau.BACK[1];
        double b2 = Radau.BACK[2];
        for (int unit = 0; unit < units; unit++) {
            int at = unit * lanes;
            int one = at * STAGES;
            int two = one + lanes;
            int three = two + lanes;
            for (int lane = 0; lane < lanes; lane++) {
                double end = stage[three + lane];
                double e = from[at + lane] - b0 * stage[one + lane] - b1 * stage[two + lane] - b2 * end;
                double d = end - rest[at + lane];
                double c = end - stage[two + lane];
                error[lane] += e * e;
                displacement[lane] += d * d;
                change[lane] += c * c;
                largest[lane] = Math.max(largest[lane], Math.abs(end));
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            error[lane] = Math.sqrt(error[lane] / units);
            displacement[lane] = Math.sqrt(displacement[lane] / units);
            change[lane] = Math.sqrt(change[lane] / units) / (1 - Radau.NODES[1]);
        }
    }

    double error(int lane) {
        return error[lane];
    }

    /** |V_3 - v^-|. */
    double displacement(int lane) {
        return displacement[lane];
    }

    /** |V_3 - V_2| / (1 - c_2): what the potential would change by in another such step, if it went on. */
    double change(int lane) {
        return change[lane];
    }

    /** Largest |V_3| of a unit. */
    double largest(int lane) {
        return largest[lane];
    }
}

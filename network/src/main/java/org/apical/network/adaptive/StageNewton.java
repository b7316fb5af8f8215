package org.apical.network.adaptive;

import java.util.Arrays;

/**
 * Newton's method for the control at the stages of a step ({@link StageSystem}), in every lane of a block, with the linearisation that the lane has; each iteration is a pass through the network. A lane has converged once
 * its correction is small, which then enters u and u_int, though no longer the potentials; it fails where corrections do not shrink. Arrays of controls are [output][stage][lane].
 */
final class StageNewton {
    private static final int STAGES = Radau.STAGES;
    private static final int MOST_ITERATIONS = 10;
    private static final double SLOWEST = 0.9;

    private enum Progress {
        OPEN,
        CONVERGED,
        FAILED
    }

    private final StageSystem system;
    private final int outputs;
    private final double tolerance;
    private final Progress[] progress;
    private final double[] correctionBefore;
    private final double[] size;
    private final double[] nextControl;
    private final double[] nextIntegral;
    private final double[] residual;
    private final double[] step;
    private final double[][] atOnce;

    /** @param tolerance of a correction, rms, as a share of the largest control */
    StageNewton(StageSystem system, int outputs, double tolerance, int most) {
        this.system = system;
        this.outputs = outputs;
        this.tolerance = tolerance;
        this.progress = new Progress[most];
        this.correctionBefore = new double[most];
        this.size = new double[most];
        this.nextControl = new double[outputs * STAGES * most];
        this.nextIntegral = new double[outputs * most];
        this.residual = new double[STAGES * outputs];
        this.step = new double[STAGES * outputs];
        this.atOnce = new double[STAGES * STAGES][most];
    }

    /** F of potentials that follow at once. */
    double[][] atOnce() {
        return atOnce;
    }

    /**
     * Solves the stages of a step of every lane, from what they hold.
     *
     * @param potential v at the beginning, [unit][lane] of each layer
     * @param integral u_int there, [output][lane]
     * @return passes of single lanes
     */
    long solve(Stages stages, LaneSteps steps, double[][] potential, double[] integral, double[] target, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            system.factor(lane, steps.step[lane], steps.gains[lane], 0);
        }
        Arrays.fill(progress, 0, lanes, Progress.OPEN);
        long passes = 0;
        boolean open = true;
        for (int iteration = 0; open; iteration++) {
            stages.pass(potential, system.filter());
            passes += (long) STAGES * lanes;
            double[] output = stages.rate(potential.length - 1);
            open = false;
            for (int lane = 0; lane < lanes; lane++) {
                if (progress[lane] == Progress.OPEN) {
                    correct(lane, lanes, stages.control(), output, integral, target);
                    finish(lane, lanes, iteration, steps.control[lane], stages.control(), output, target);
                    open |= progress[lane] == Progress.OPEN;
                }
            }
        }
        return passes;
    }

    /** residual := P w 1 + K E - U, step := the correction that it asks for. */
    private void correct(int lane, int lanes, double[] u, double[] output, double[] integral, double[] target) {
        for (int o = 0; o < outputs; o++) {
            int at = o * STAGES * lanes + lane;
            double goal = target[o * lanes + lane];
            double e0 = goal - output[at];
            double e1 = goal - output[at + lanes];
            double e2 = goal - output[at + 2 * lanes];
            for (int j = 0; j < STAGES; j++) {
                double r = system.start(j, lane) * integral[o * lanes + lane]
                        + system.kernel(j, 0, lane) * e0
                        + system.kernel(j, 1, lane) * e1
                        + system.kernel(j, 2, lane) * e2
                        - u[at + j * lanes];
                residual[j * outputs + o] = r;
                step[j * outputs + o] = r;
            }
        }
        system.solve(lane, step);
    }

    private void finish(
            int lane, int lanes, int iteration, double largest, double[] u, double[] output, double[] target) {
        double squares = 0;
        double sizes = 0;
        for (int o = 0; o < outputs; o++) {
            for (int j = 0; j < STAGES; j++) {
                double d = step[j * outputs + o];
                double x = u[(o * STAGES + j) * lanes + lane] + d;
                squares += d * d;
                sizes += x * x;
            }
        }
        double correction = Math.sqrt(squares / (STAGES * outputs));
        size[lane] = Math.sqrt(sizes / (STAGES * outputs));
        if (correction <= tolerance * Math.max(largest, size[lane])) {
            progress[lane] = Progress.CONVERGED;
            take(lane, lanes, u, output, target);
            return;
        }
        boolean shrinks = iteration == 0 || correction < SLOWEST * correctionBefore[lane];
        if (!shrinks || !Double.isFinite(correction) || iteration + 1 == MOST_ITERATIONS) {
            progress[lane] = Progress.FAILED;
            return;
        }
        correctionBefore[lane] = correction;
        for (int o = 0; o < outputs; o++) {
            for (int j = 0; j < STAGES; j++) {
                u[(o * STAGES + j) * lanes + lane] += step[j * outputs + o];
            }
        }
    }

    /** U + d, and u_int = U_3 + d_3 - k_p E_3 with E as it is under U + d: K (E(U + d) - E(U)) = d - residual. */
    private void take(int lane, int lanes, double[] u, double[] output, double[] target) {
        for (int o = 0; o < outputs; o++) {
            int at = o * STAGES * lanes + lane;
            double error = target[o * lanes + lane] - output[at + 2 * lanes];
            for (int j = 0; j < STAGES; j++) {
                nextControl[at + j * lanes] = u[at + j * lanes] + step[j * outputs + o];
                error += system.inverseKernel(2, j, lane) * (step[j * outputs + o] - residual[j * outputs + o]);
            }
            nextIntegral[o * lanes + lane] = nextControl[at + 2 * lanes] - system.proportionalGain() * error;
        }
    }

    boolean converged(int lane) {
        return progress[lane] == Progress.CONVERGED;
    }

    /** rms of the control of a lane over outputs and stages. */
    double size(int lane) {
        return size[lane];
    }

    /** Where a lane that has converged goes. */
    void copy(int lane, int lanes, double[] control, double[] integral) {
        for (int o = 0; o < outputs; o++) {
            for (int j = 0; j < STAGES; j++) {
                int k = (o * STAGES + j) * lanes + lane;
                control[k] = nextControl[k];
            }
            integral[o * lanes + lane] = nextIntegral[o * lanes + lane];
        }
    }
}

package org.apical.network.theory;

/** Newton's method in every lane of a block at once: which lanes still move, their steps and how much of each is taken; arrays [output][lane]. */
final class NewtonSteps {
    private static final int MAX_ITERATIONS = 100;
    private static final double LEAST_SHARE = 1e-6;

    private final int outputs;
    private final int lanes;
    private final double[] from;
    private final double[] step;
    private final double[] share;
    private final double[] residualBefore;
    private final boolean[] moving;
    private double tolerance;
    private int iterations;

    NewtonSteps(int outputs, int lanes) {
        this.outputs = outputs;
        this.lanes = lanes;
        this.from = new double[outputs * lanes];
        this.step = new double[outputs * lanes];
        this.share = new double[lanes];
        this.residualBefore = new double[lanes];
        this.moving = new boolean[lanes];
    }

    void begin(double[] residual, double largest) {
        tolerance = largest;
        iterations = 0;
        for (int lane = 0; lane < lanes; lane++) {
            moving[lane] = residual[lane] > tolerance;
            residualBefore[lane] = residual[lane];
        }
    }

    /** Whether a lane is left to be moved. */
    boolean open() {
        boolean any = false;
        for (boolean m : moving) {
            any |= m;
        }
        return any && iterations++ < MAX_ITERATIONS;
    }

    /** Whole steps (J Q + alpha I)^-1 (r_L* - r_L - alpha u) for the lanes that move. */
    void propose(double[] control, double[] target, double[] output, double alpha, LoopGain gain) {
        System.arraycopy(control, 0, from, 0, from.length);
        for (int k = 0; k < step.length; k++) {
            step[k] = target[k] - output[k] - alpha * control[k];
        }
        // no step improves a lane whose system is singular: it stops where it is
        gain.solveWherePossible(alpha, step, moving);
        for (int lane = 0; lane < lanes; lane++) {
            share[lane] = moving[lane] ? 1 : 0;
        }
    }

    /** control := from + share step. */
    void move(double[] control) {
        for (int o = 0; o < outputs; o++) {
            for (int lane = 0; lane < lanes; lane++) {
                int k = o * lanes + lane;
                // a lane that has stopped keeps its bits even where its step is not finite
                control[k] = share[lane] == 0 ? from[k] : from[k] + share[lane] * step[k];
            }
        }
    }

    /** Halves the steps that did not reduce the residual; whether there are such. A lane that no step improves stops where it was. */
    boolean retreats(double[] residual) {
        boolean any = false;
        for (int lane = 0; lane < lanes; lane++) {
            if (share[lane] > 0 && !(residual[lane] < residualBefore[lane])) {
                share[lane] = share[lane] / 2 > LEAST_SHARE ? share[lane] / 2 : 0;
                moving[lane] = share[lane] > 0;
                any = true;
            }
        }
        if (!any) {
            for (int lane = 0; lane < lanes; lane++) {
                residualBefore[lane] = residual[lane];
                moving[lane] = moving[lane] && residual[lane] > tolerance;
            }
        }
        return any;
    }

    void check(double[] residual, double largest) {
        for (int lane = 0; lane < lanes; lane++) {
            if (!(residual[lane] <= largest)) {
                throw new ArithmeticException(
                        "steady state: residual " + residual[lane] + " of lane " + lane + " stays above " + largest);
            }
        }
    }
}

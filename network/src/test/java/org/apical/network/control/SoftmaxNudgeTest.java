package org.apical.network.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxNudgeTest {
    private static final int OUTPUTS = 4;
    private static final int LANES = 3;
    private static final double[] FREE = {0.1, -2, 1, 0.4, 0.3, 1, -0.9, 2, 1, 0.2, 0, 1};
    private static final int[] LABELS = {2, 0, 3};

    @Test
    void nudgeIsMinusLambdaTimesTheGradientOfTheCrossEntropy() {
        double lambda = 0.3;
        double beta = 1.7;
        double[] target = fill(lambda, beta, FREE);
        double h = 1e-5;
        for (int lane = 0; lane < LANES; lane++) {
            for (int o = 0; o < OUTPUTS; o++) {
                int k = o * LANES + lane;
                double slope = (loss(FREE, k, h, beta, lane) - loss(FREE, k, -h, beta, lane)) / (2 * h);
                // central difference: h^2 beta^3 / 6 = 1e-10 and rounding 1e-16 / h
                assertThat(target[k] - FREE[k]).isCloseTo(-lambda * slope, within(1e-9));
            }
        }
    }

    @Test
    void nudgesOfALaneSumToZero() {
        double[] target = fill(0.3, 2, FREE);
        for (int lane = 0; lane < LANES; lane++) {
            double sum = 0;
            for (int o = 0; o < OUTPUTS; o++) {
                sum += target[o * LANES + lane] - FREE[o * LANES + lane];
            }
            assertThat(sum).isCloseTo(0, within(1e-15));
        }
    }

    @Test
    void outputsOfAnySizeStayFinite() {
        double[] huge = FREE.clone();
        for (int k = 0; k < huge.length; k++) {
            huge[k] *= 1e4;
        }
        double[] target = fill(0.1, 1, huge);
        for (int k = 0; k < target.length; k++) {
            assertThat(target[k] - huge[k]).isBetween(-0.1001, 0.1001);
        }
    }

    @Test
    void fixedTargetIgnoresTheOutput() {
        double[] wanted = {1, 2, 3, 4};
        double[] target = new double[4];
        OutputTarget.fixed(wanted).fill(new double[] {9, 9, 9, 9}, target, 2, 2);
        assertThat(target).isEqualTo(wanted);
    }

    private static double[] fill(double lambda, double beta, double[] free) {
        double[] target = new double[free.length];
        new SoftmaxNudge(lambda, beta, LABELS).fill(free, target, OUTPUTS, LANES);
        return target;
    }

    private static double loss(double[] free, int moved, double by, double beta, int lane) {
        double sum = 0;
        double own = 0;
        for (int o = 0; o < OUTPUTS; o++) {
            int k = o * LANES + lane;
            double r = free[k] + (k == moved ? by : 0);
            sum += Math.exp(beta * r);
            own = o == LABELS[lane] ? beta * r : own;
        }
        return Math.log(sum) - own;
    }
}

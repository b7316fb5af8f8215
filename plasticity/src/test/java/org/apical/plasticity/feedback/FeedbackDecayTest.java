package org.apical.plasticity.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class FeedbackDecayTest {
    private final double[] q = new SplittableRandom(9).doubles(12, -1, 1).toArray();

    /** -beta Q against central differences of minus the energy it descends; both energies are polynomials of degree four at most. */
    @Test
    void decayDescendsItsEnergy() {
        double c = 2.5;
        descends(new FeedbackDecay.Constant(0.3), x -> 0.15 * squaredNorm(x));
        descends(new FeedbackDecay.Homeostatic(0.7, c), x -> 0.7 / 4 * (squaredNorm(x) - c) * (squaredNorm(x) - c));
        descends(new FeedbackDecay.None(), x -> 0);
    }

    private void descends(FeedbackDecay decay, ToDoubleFunction<double[]> energy) {
        double step = 1e-5;
        for (int k = 0; k < q.length; k++) {
            double[] up = q.clone();
            double[] down = q.clone();
            up[k] += step;
            down[k] -= step;
            double slope = (energy.applyAsDouble(up) - energy.applyAsDouble(down)) / (2 * step);
            // step^2 of the third derivative, 0.7 * 6 q / 6, and rounding 1e-16 / step
            assertThat(decay.beta(q) * q[k]).isCloseTo(slope, within(2e-10));
        }
    }

    @Test
    void homeostasisHoldsTheNormFromBothSides() {
        FeedbackDecay decay = new FeedbackDecay.Homeostatic(0.02, 2);
        for (double scale : new double[] {0.05, 3}) {
            double[] w = q.clone();
            for (int k = 0; k < w.length; k++) {
                w[k] *= scale;
            }
            for (int step = 0; step < 600; step++) {
                double beta = decay.beta(w);
                for (int k = 0; k < w.length; k++) {
                    w[k] -= beta * w[k];
                }
            }
            // the distance shrinks by 1 - 2 b c = 0.92 a step in the end
            assertThat(squaredNorm(w)).isCloseTo(2, within(1e-12));
            assertThat(w[3] / w[7]).isCloseTo(q[3] / q[7], within(1e-12));
        }
    }

    @Test
    void ratesMustBePositive() {
        assertThatThrownBy(() -> new FeedbackDecay.Constant(0)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new FeedbackDecay.Homeostatic(1, Double.NaN)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new ControlFilter.HighPass(-1)).isInstanceOf(ParameterException.class);
    }

    private static double squaredNorm(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }
}

package org.apical.plasticity.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.reference.BackwardAngle;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.task.StudentTeacher;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;
import org.junit.jupiter.api.Test;

/** What a mirror phase asks for against its mean and variance in closed form. */
class WeightMirrorTest {
    private static final MatrixProduct PRODUCT = MatrixProduct.detect();
    private static final Targets TARGETS = samples -> new SquaredErrorNudge(0.5, samples.wanted());
    private static final int BELOW = 7;
    private static final int UNITS = 6;

    /** 5-7-6, of which the last layer mirrors. */
    private static NetworkDescription network(TransferFunction last) {
        return new NetworkDescription(List.of(5, BELOW, UNITS), new Tanh(), last);
    }

    private static NetworkWeights weights(NetworkDescription network) {
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(6));
        weights.setBackwardToRandom(network, new RandomStreams(7));
        java.util.Arrays.fill(weights.bias(1), 0.7);
        return weights;
    }

    private static Samples samples(int size) {
        return new StudentTeacher(5, List.of(20), UNITS, 1).samples(0, size, new RandomStreams(3), PRODUCT);
    }

    private static SynapticTheory alignment(NetworkDescription network) {
        return new GradientSignal(network, Descent.towards(TARGETS), Way.BACKWARD, PRODUCT);
    }

    private static WeightMirror mirror(NetworkDescription network, double deviation, int discharges, double decay) {
        return new WeightMirror(
                network,
                alignment(network),
                new WeightMirror.Params(deviation, discharges, decay),
                PRODUCT,
                new RandomStreams(11));
    }

    private static double squaredNorm(double[] w, int row) {
        double sum = 0;
        for (int j = 0; j < BELOW; j++) {
            sum += w[row * BELOW + j] * w[row * BELOW + j];
        }
        return sum;
    }

    /** Linear: the mean is W^T - rho S, and one discharge has the variance |w_k|^2 + w_kj^2 (Isserlis). */
    @Test
    void aLinearLayerAsksForItsTransposeWithTheVarianceOfGaussianProducts() {
        NetworkDescription network = network(new Linear());
        NetworkWeights weights = weights(network);
        int size = 400;
        int discharges = 50;
        double[] asked = mirror(network, 0.3, discharges, 0.4)
                .direction(weights, samples(size), 5)
                .own(OwnPathway.BACKWARD)
                .orElseThrow()
                .forward(1);
        double[] w = weights.forward(1);
        double[] s = weights.backward(1);
        double squares = 0;
        for (int k = 0; k < UNITS; k++) {
            for (int j = 0; j < BELOW; j++) {
                double mean = w[k * BELOW + j] - 0.4 * s[j * UNITS + k];
                double variance = squaredNorm(w, k) + w[k * BELOW + j] * w[k * BELOW + j];
                double z = (asked[k * BELOW + j] - mean) / Math.sqrt(variance / (size * discharges));
                assertThat(z).isBetween(-4.5, 4.5);
                squares += z * z;
            }
        }
        // 42 of variance 1 each, not all independent
        assertThat(squares / (UNITS * BELOW)).isBetween(0.5, 1.6);
    }

    /** Stein's lemma: E[xi tanh(W xi)^T] / sigma^2 = W^T diag(E tanh'), by quadrature over v ~ N(0, sigma^2 |w_k|^2); twelve standard errors and more from W^T. */
    @Test
    void aCurvedLayerAsksForItsTransposeTimesItsMeanSlope() {
        NetworkDescription network = network(new Tanh());
        NetworkWeights weights = weights(network);
        int size = 400;
        int discharges = 200;
        double sigma = 1;
        double[] asked = mirror(network, sigma, discharges, 1e-9)
                .direction(weights, samples(size), 5)
                .own(OwnPathway.BACKWARD)
                .orElseThrow()
                .forward(1);
        double[] w = weights.forward(1);
        double most = 0;
        for (int k = 0; k < UNITS; k++) {
            double slope = meanSlope(sigma * Math.sqrt(squaredNorm(w, k)));
            // |r| <= 1: an entry of one discharge has variance below E xi^2 / sigma^4
            double error = 1 / (sigma * Math.sqrt(size * discharges));
            for (int j = 0; j < BELOW; j++) {
                assertThat(asked[k * BELOW + j]).isCloseTo(slope * w[k * BELOW + j], within(4.5 * error));
                most = Math.max(most, Math.abs(asked[k * BELOW + j] - w[k * BELOW + j]) / error);
            }
        }
        assertThat(most).isGreaterThan(12);
    }

    /** E tanh'(v), v ~ N(0, deviation^2). */
    private static double meanSlope(double deviation) {
        double sum = 0;
        double step = 1e-3;
        for (double x = -9; x <= 9; x += step) {
            double r = Math.tanh(deviation * x);
            sum += step * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * (1 - r * r);
        }
        return sum;
    }

    /** Forward weights at rest, plain descent: the mean of S is W^T (1 - q^n) + q^n S_0, q = 1 - eta rho; the angle falls to that of what noise leaves. */
    @Test
    void backwardWeightsComeToTheTransposeAtTheRateOfTheirDecay() {
        NetworkDescription network = network(new Linear());
        NetworkWeights weights = weights(network);
        double[] before = weights.backward(1).clone();
        SynapticTheory rest =
                new GradientSignal(network, (some, k, output) -> new double[output.length], Way.BACKWARD, PRODUCT);
        WeightMirror mirror =
                new WeightMirror(network, rest, new WeightMirror.Params(0.1, 20, 1), PRODUCT, new RandomStreams(11));
        OwnPathways optimiser =
                OwnPathways.backward(network, () -> new MomentumSgd(network, new LearningRate.Constant(0.05), 0));
        Samples samples = samples(100);
        assertThat(BackwardAngle.degrees(network, weights).orElseThrow()).isGreaterThan(60);
        int steps = 40;
        for (int n = 0; n < steps; n++) {
            optimiser.step(weights, mirror.direction(weights, samples, 100L * n));
        }
        double left = Math.pow(1 - 0.05, steps);
        double[] w = weights.forward(1);
        for (int k = 0; k < UNITS; k++) {
            for (int j = 0; j < BELOW; j++) {
                double mean = (1 - left) * w[k * BELOW + j] + left * before[j * UNITS + k];
                double variance = (squaredNorm(w, k) + w[k * BELOW + j] * w[k * BELOW + j])
                        / 2000
                        * 0.05
                        * 0.05
                        * (1 - left * left)
                        / (1 - 0.95 * 0.95);
                assertThat(weights.backward(1)[j * UNITS + k]).isCloseTo(mean, within(4.5 * Math.sqrt(variance)));
            }
        }
        for (int n = steps; n < 160; n++) {
            optimiser.step(weights, mirror.direction(weights, samples, 100L * n));
        }
        assertThat(BackwardAngle.degrees(network, weights).orElseThrow()).isLessThan(2);
    }

    /** Forward weights learn by feedback alignment as it is; noise belongs to a trial, not to a batch. */
    @Test
    void noiseBelongsToTrials() {
        NetworkDescription network = network(new Linear());
        NetworkWeights weights = weights(network);
        WeightMirror mirror = mirror(network, 0.2, 2, 1);
        Samples samples = samples(70);
        WeightUpdate whole = mirror.direction(weights, samples, 30);
        assertThat(whole.forward(0))
                .isEqualTo(alignment(network).direction(weights, samples, 30).forward(0));
        double[] mean = new double[UNITS * BELOW];
        for (int k = 0; k < 70; k++) {
            double[] one = mirror.direction(weights, samples.range(k, 1), 30 + k)
                    .own(OwnPathway.BACKWARD)
                    .orElseThrow()
                    .forward(1);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / 70;
            }
        }
        assertThat(whole.own(OwnPathway.BACKWARD).orElseThrow().forward(1)).containsExactly(mean, within(1e-13));
    }
}

package org.apical.plasticity.theory;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Backward weights that learn the transposed forward ones from noise in a phase of their own, the weight mirror (Akrout, Wilson, Humphreys, Lillicrap and Tweed 2019; arXiv 1904.05391), beside feedback alignment. After a
 * presentation each layer in its turn discharges at random, xi, and the layer above answers, biases blocked:
 *
 * <pre>
 * xi ~ N(0, sigma^2 I)        r_i = phi_i(W_i xi)        dS_i = xi r_i^T / sigma^2 - rho S_i
 * </pre>
 *
 * whose mean is E[xi r_i^T] / sigma^2 = W_i^T diag(E phi'_i) (Stein's lemma), W_i^T where phi_i is linear; so S_i comes to rest about W_i^T diag(E phi'_i) / rho. Division by sigma^2 is in the rate of the publication, decay what
 * bounds S there. Mean over samples and discharges; noise of a trial is its own. Not thread-safe.
 */
public final class WeightMirror implements ForwardSignal {
    private static final int LANES = 64;

    private final NetworkDescription network;
    private final ForwardSignal forward;
    private final Params params;
    private final MatrixProduct product;
    private final RandomStreams streams;

    /**
     * How S learns.
     *
     * @param deviation sigma, units of r
     * @param discharges of each layer after a presentation
     * @param decay rho, >= 0
     */
    public record Params(double deviation, int discharges, double decay) {
        public Params {
            Require.positive("WeightMirror.deviation", deviation, "(units of r)");
            Require.atLeast("WeightMirror.discharges", discharges, 1);
            Require.notNegative("WeightMirror.decay", decay, "(dimensionless)");
        }
    }

    /**
     * @param network a chain
     * @param forward what forward weights learn by, feedback alignment
     */
    public WeightMirror(
            NetworkDescription network,
            ForwardSignal forward,
            Params params,
            MatrixProduct product,
            RandomStreams streams) {
        network.requireChain("WeightMirror");
        this.network = network;
        this.forward = forward;
        this.params = params;
        this.product = product;
        this.streams = streams;
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = WeightUpdate.withBackward(network);
        update.add(1, forward.direction(weights, samples, trial));
        WeightUpdate back = update.backward().orElseThrow();
        for (int l = 1; l < network.layers(); l++) {
            for (int first = 0; first < samples.size(); first += LANES) {
                RandomGenerator[] noise = new RandomGenerator[Math.min(LANES, samples.size() - first)];
                for (int lane = 0; lane < noise.length; lane++) {
                    noise[lane] = streams.stream(
                            Purpose.MEMBRANE_NOISE, l - 1, Phase.FEEDBACK.ordinal(), trial + first + lane);
                }
                mirror(l, weights, noise, samples.size(), back.forward(l));
            }
            decay(network, weights, l, params.decay(), back.forward(l));
        }
        return update;
    }

    /** Adds r_i xi^T / sigma^2, d(S^T), of the discharges of the layer below. */
    private void mirror(int layer, NetworkWeights weights, RandomGenerator[] noise, int samples, double[] change) {
        int lanes = noise.length;
        int units = network.units(layer);
        int below = network.presynapticUnits(layer);
        double factor = 1 / (params.deviation() * params.deviation() * samples * params.discharges());
        double[] xi = new double[below * lanes];
        double[] answer = new double[units * lanes];
        for (int discharge = 0; discharge < params.discharges(); discharge++) {
            for (int lane = 0; lane < lanes; lane++) {
                for (int j = 0; j < below; j++) {
                    xi[j * lanes + lane] = params.deviation() * noise[lane].nextGaussian();
                }
            }
            Arrays.fill(answer, 0);
            product.multiplyAdd(units, below, lanes, weights.forward(layer), xi, answer);
            network.transfer(layer).apply(product.kernels(), answer, answer, answer.length);
            for (int k = 0; k < answer.length; k++) {
                answer[k] *= factor;
            }
            product.multiplyTransposedAdd(units, lanes, below, answer, xi, change);
        }
    }

    /** Adds -rho S^T. */
    static void decay(NetworkDescription network, NetworkWeights weights, int layer, double rho, double[] change) {
        int units = network.units(layer);
        double[] s = weights.backward(layer);
        for (int k = 0; k < s.length; k++) {
            change[k % units * network.presynapticUnits(layer) + k / units] -= rho * s[k];
        }
    }
}

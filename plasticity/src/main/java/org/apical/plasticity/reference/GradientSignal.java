package org.apical.plasticity.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Minus the gradient of a loss, {@link Backpropagation} of a batch by dense products over blocks of lanes:
 *
 * <pre>
 * g_L = phi'(v_L) o x        g_{i-1} = phi'(v_{i-1}) o W_i^T g_i        dW_i = g_i r_{i-1}^T        db_i = g_i
 * </pre>
 *
 * with x = -dLoss/dr_L; 6 n_i n_{i-1} flop a lane and layer, 4 in the first. On the {@link Way#DIRECT} way it is direct feedback alignment (Nøkland 2016), {@link DirectFeedbackAlignment} of a batch: g_i =
 * phi'(v_i) o (Q_i x), Q_i (n_i x n_L) the feedback weights of the network. On the
 * {@link Way#BACKWARD} way it is feedback alignment (Lillicrap et al. 2016), {@link FeedbackAlignment} of a batch: g_{i-1} = phi'(v_{i-1}) o S_i g_i, S_i (n_{i-1} x n_i) the backward weights. Every sum takes the samples in their order: blocks of any width have the same bits. Not thread-safe.
 */
public final class GradientSignal implements ForwardSignal {
    private static final int LANES = 64;

    private final NetworkDescription network;
    private final Descent descent;
    private final MatrixProduct product;
    private final Way way;
    private final int lanesPerBlock;
    private final Map<Integer, BatchState> byWidth = new HashMap<>();
    private final double[][] transposed;
    private final double[] slope;
    private final double[] atOutput;
    private double[] gradient;
    private double[] below;

    /** How the error of the output reaches a hidden layer. */
    public enum Way {
        /** Back through the transposed forward weights. */
        TRANSPOSED,
        /** Straight through Q. */
        DIRECT,
        /** Back through S. */
        BACKWARD
    }

    /** -dLoss/dr_L of a sample. */
    @FunctionalInterface
    public interface Descent {
        /** The way to a target, r_L* - r_L^-: lambda times the descent of the loss under a nudge, the descent of half the squared distance otherwise. */
        static Descent towards(Targets targets) {
            return (samples, k, output) -> {
                double[] way = new double[output.length];
                targets.of(samples.range(k, 1)).fill(output, way, output.length, 1);
                for (int o = 0; o < way.length; o++) {
                    way[o] -= output[o];
                }
                return way;
            };
        }

        /**
         * The descent, (n_L).
         *
         * @param k number of the sample
         * @param output r_L without feedback, not modified
         */
        double[] of(Samples samples, int k, double[] output);
    }

    /**
     * @param network a chain
     * @param descent minus the loss gradient at the output
     */
    public GradientSignal(NetworkDescription network, Descent descent, MatrixProduct product) {
        this(network, descent, Way.TRANSPOSED, product);
    }

    /**
     * @param network a chain
     * @param descent minus the loss gradient at the output
     */
    public GradientSignal(NetworkDescription network, Descent descent, Way way, MatrixProduct product) {
        this(network, descent, way, product, LANES);
    }

    GradientSignal(NetworkDescription network, Descent descent, Way way, MatrixProduct product, int lanesPerBlock) {
        this.way = way;
        this.network = network;
        this.descent = descent;
        this.product = product;
        this.lanesPerBlock = lanesPerBlock;
        this.transposed = new double[network.layers()][];
        int widest = 0;
        for (int l = 0; l < network.layers(); l++) {
            boolean used = l > 0 && way == Way.TRANSPOSED;
            transposed[l] = new double[used ? network.units(l) * network.presynapticUnits(l) : 0];
            widest = Math.max(widest, network.units(l));
        }
        this.slope = new double[widest * lanesPerBlock];
        this.atOutput = new double[network.outputs() * lanesPerBlock];
        this.gradient = new double[widest * lanesPerBlock];
        this.below = new double[widest * lanesPerBlock];
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        for (int l = 1; l < network.layers() && way == Way.TRANSPOSED; l++) {
            MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), weights.forward(l), transposed[l]);
        }
        WeightUpdate update = new WeightUpdate(network);
        for (int first = 0; first < samples.size(); first += lanesPerBlock) {
            int lanes = Math.min(lanesPerBlock, samples.size() - first);
            BatchState state = byWidth.computeIfAbsent(lanes, width -> new BatchState(network, width, product));
            state.feedforward(weights, samples.lanes(first, lanes));
            descend(samples, first, lanes, state.output());
            backward(weights, state, lanes, update);
        }
        return update;
    }

    /** gradient := x, the mean over samples. */
    private void descend(Samples samples, int first, int lanes, double[] output) {
        double[] r = new double[network.outputs()];
        for (int lane = 0; lane < lanes; lane++) {
            for (int o = 0; o < r.length; o++) {
                r[o] = output[o * lanes + lane];
            }
            double[] down = descent.of(samples, first + lane, r);
            for (int o = 0; o < r.length; o++) {
                gradient[o * lanes + lane] = down[o] / samples.size();
            }
        }
    }

    private void backward(NetworkWeights weights, BatchState state, int lanes, WeightUpdate update) {
        if (way == Way.DIRECT) {
            System.arraycopy(gradient, 0, atOutput, 0, network.outputs() * lanes);
        }
        for (int l = network.layers() - 1; l >= 0; l--) {
            int units = network.units(l);
            int presynaptic = network.presynapticUnits(l);
            network.transfer(l).slopes(state.potential(l), state.rate(l), slope, units * lanes);
            double[] bias = update.bias(l);
            for (int i = 0; i < units; i++) {
                for (int k = i * lanes; k < (i + 1) * lanes; k++) {
                    gradient[k] *= slope[k];
                    bias[i] += gradient[k];
                }
            }
            product.multiplyTransposedAdd(units, lanes, presynaptic, gradient, state.presynaptic(l), update.forward(l));
            if (l > 0) {
                Arrays.fill(below, 0, presynaptic * lanes, 0);
                if (way != Way.DIRECT) {
                    double[] back = way == Way.TRANSPOSED ? transposed[l] : weights.backward(l);
                    product.multiplyAdd(presynaptic, units, lanes, back, gradient, below);
                } else {
                    product.multiplyAdd(
                            presynaptic, network.outputs(), lanes, weights.feedback(l - 1), atOutput, below);
                }
                double[] above = gradient;
                gradient = below;
                below = above;
            }
        }
    }
}

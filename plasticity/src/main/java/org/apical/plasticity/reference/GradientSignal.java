package org.apical.plasticity.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.theory.BatchActivity;
import org.apical.plasticity.theory.SynapseActivity;
import org.apical.plasticity.theory.SynapticReading;
import org.apical.plasticity.theory.SynapticTheory;
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
 * {@link Way#BACKWARD} way it is feedback alignment (Lillicrap et al. 2016), {@link FeedbackAlignment} of a batch: g_{i-1} = phi'(v_{i-1}) o S_i g_i, S_i (n_{i-1} x n_i) the backward weights; the numbers of its equations were not at hand. Every sum takes the samples in their order: blocks of any width have the same bits. Not thread-safe.
 */
public final class GradientSignal extends SynapticTheory {
    private static final String RATE = "rate";
    private static final String ERROR = "error, times the slope of the rate";

    private final Descent descent;
    private final Way way;
    private final Map<Integer, BatchState> byWidth = new HashMap<>();
    private final double[][] transposed;
    private final double[] slope;

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
        super(network, product, lanesPerBlock);
        this.way = way;
        this.descent = descent;
        this.transposed = new double[network.layers()][];
        int widest = 0;
        for (int l = 0; l < network.layers(); l++) {
            boolean used = l > 0 && way == Way.TRANSPOSED;
            transposed[l] = new double[used ? network.units(l) * network.presynapticUnits(l) : 0];
            widest = Math.max(widest, network.units(l));
        }
        this.slope = new double[widest * lanesPerBlock];
    }

    @Override
    public Set<SynapticReading> reads(int layer) {
        return Set.of(SynapticReading.pre(RATE), SynapticReading.post(ERROR));
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        for (int l = 1; l < network.layers() && way == Way.TRANSPOSED; l++) {
            MatrixProduct.transpose(network.units(l), network.presynapticUnits(l), weights.forward(l), transposed[l]);
        }
        int lanes = block.size();
        BatchState state = byWidth.computeIfAbsent(lanes, width -> new BatchState(network, width, product));
        state.feedforward(weights, block.lanes(0, lanes));
        double[][] rate = new double[network.layers()][];
        Arrays.setAll(rate, state::rate);
        moments.accept(new BatchActivity(lanes, 0)
                .with(RATE, state.presynaptic(0), rate)
                .with(ERROR, errors(weights, state, descent(block, of, state.output()))));
    }

    /** x, its share in the mean over samples, [output][lane]. */
    private double[] descent(Samples block, int of, double[] output) {
        int lanes = block.size();
        double[] x = new double[network.outputs() * lanes];
        double[] r = new double[network.outputs()];
        for (int lane = 0; lane < lanes; lane++) {
            for (int o = 0; o < r.length; o++) {
                r[o] = output[o * lanes + lane];
            }
            double[] down = descent.of(block, lane, r);
            for (int o = 0; o < r.length; o++) {
                x[o * lanes + lane] = down[o] / of;
            }
        }
        return x;
    }

    /** g of every layer. */
    private double[][] errors(NetworkWeights weights, BatchState state, double[] descent) {
        int lanes = descent.length / network.outputs();
        double[][] errors = new double[network.layers()][];
        for (int l = network.layers() - 1; l >= 0; l--) {
            int units = network.units(l);
            double[] error = descent;
            if (l < network.layers() - 1) {
                error = new double[units * lanes];
                if (way == Way.DIRECT) {
                    product.multiplyAdd(units, network.outputs(), lanes, weights.feedback(l), descent, error);
                } else {
                    double[] back = way == Way.TRANSPOSED ? transposed[l + 1] : weights.backward(l + 1);
                    product.multiplyAdd(units, network.units(l + 1), lanes, back, errors[l + 1], error);
                }
            }
            network.transfer(l).slopes(state.potential(l), state.rate(l), slope, units * lanes);
            errors[l] = new double[units * lanes];
            for (int k = 0; k < errors[l].length; k++) {
                errors[l][k] = error[k] * slope[k];
            }
        }
        return errors;
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        add(here, here.post(ERROR), here.pre(RATE), update);
    }
}

package org.apical.plasticity.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Counter-current learning (Kao and Hariharan 2024, arXiv 2409.19841): a second network with weights S of its own runs from the target to the input, and each hidden layer learns to agree with the layer beside it,
 *
 * <pre>
 * c_L = y        c_{i-1} = phi_{i-1}(S_i c_i)        d_i = -dC_i/dW_i        d(S_{i+1}) = -dC_i/dS_{i+1}        d_L = (phi'_L o x) r_{L-1}^T
 * by class: C_i = 1/(2 n_i) sum_m (r_i.c_i^m - [m = y])^2        by difference: C_i = 1/2 |r_i - c_i|^2
 * </pre>
 *
 * m over all classes, c^m the second network for the label m. Layers do not send gradients: what is presynaptic to a layer, r_{i-1} or c_{i+1}, is taken as it is. No weight is copied, and layers need not wait for each other. S_i (n_{i-1} x n_i); the second network
 * has no biases, and no layer beside the input, which would change nothing else.
 *
 * <p>The difference of activity is what the publication describes; its classifiers learn by class, and so their public code has it (times 25.6, the same in every layer). By difference both networks may agree in saying nothing. Equations from
 * abstract, figures and code: the numbers of the publication were not read. Mean over samples; 8 sum n_i n_{i-1} flop a sample. Not thread-safe.
 */
public final class CounterCurrent implements ForwardSignal {
    private static final int LANES = 64;

    private final NetworkDescription network;
    private final Targets targets;
    private final MatrixProduct product;
    private final Agreement agreement;

    /** What layers side by side agree in. */
    public enum Agreement {
        /** Activity is alike where the class is, orthogonal where it is not. */
        CLASS,
        /** Activity is the same; of any data. */
        DIFFERENCE
    }

    /**
     * @param network a chain; its weights have S
     * @param targets r_L*, x = r_L* - r_L
     */
    public CounterCurrent(NetworkDescription network, Targets targets, MatrixProduct product, Agreement agreement) {
        network.requireChain("CounterCurrent");
        this.network = network;
        this.targets = targets;
        this.product = product;
        this.agreement = agreement;
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = WeightUpdate.withBackward(network);
        double share = 1.0 / samples.size();
        if (agreement == Agreement.CLASS) {
            samples.requireClasses(network.outputs());
            Descending down = new Descending(weights, ofEachClass(), network.outputs());
            for (int first = 0; first < samples.size(); first += LANES) {
                Samples some = samples.range(first, Math.min(LANES, samples.size() - first));
                agreeByClass(forward(weights, some, share, update), some, down, share, update);
            }
            down.addTo(update);
        } else {
            for (int first = 0; first < samples.size(); first += LANES) {
                Samples some = samples.range(first, Math.min(LANES, samples.size() - first));
                Descending down = new Descending(weights, wanted(some), some.size());
                agree(forward(weights, some, share, update), down, some.size(), share, update);
                down.addTo(update);
            }
        }
        return update;
    }

    /** A column for each class. */
    private double[] ofEachClass() {
        int classes = network.outputs();
        double[] y = new double[classes * classes];
        for (int c = 0; c < classes; c++) {
            y[c * classes + c] = 1;
        }
        return y;
    }

    /** y of each sample, [output][lane]: 1 at its class, or the outputs wanted. */
    private double[] wanted(Samples samples) {
        int lanes = samples.size();
        double[] y = new double[network.outputs() * lanes];
        for (int k = 0; k < lanes; k++) {
            if (samples.wanted().length == 0) {
                y[samples.labels()[k] * lanes + k] = 1;
            } else {
                for (int o = 0; o < network.outputs(); o++) {
                    y[o * lanes + k] = samples.wanted()[k][o];
                }
            }
        }
        return y;
    }

    /** The forward pass of a block, of which the output layer has learned. */
    private BatchState forward(NetworkWeights weights, Samples samples, double share, WeightUpdate update) {
        int lanes = samples.size();
        BatchState state = new BatchState(network, lanes, product);
        state.feedforward(weights, samples.lanes(0, lanes));
        int last = network.layers() - 1;
        double[] way = new double[network.outputs() * lanes];
        targets.of(samples).fill(state.output(), way, network.outputs(), lanes);
        for (int k = 0; k < way.length; k++) {
            way[k] = share * (way[k] - state.output()[k]);
        }
        learn(state, last, way, lanes, update);
        return state;
    }

    /** d += (phi' o way) r^T; way is modified. */
    private void learn(BatchState state, int l, double[] way, int lanes, WeightUpdate update) {
        double[] slope = new double[way.length];
        network.transfer(l).slopes(state.potential(l), state.rate(l), slope, slope.length);
        for (int k = 0; k < way.length; k++) {
            way[k] *= slope[k];
        }
        BatchInputs inputs = new BatchInputs(network, lanes, product);
        inputs.addProduct(l, way, state.presynaptic(l), update.forward(l));
        inputs.addSum(way, update.bias(l));
    }

    private void agreeByClass(BatchState state, Samples samples, Descending down, double share, WeightUpdate update) {
        int lanes = samples.size();
        int classes = network.outputs();
        for (int l = 0; l < network.layers() - 1; l++) {
            int units = network.units(l);
            double[] signal = down.rate[l];
            double[] across = new double[signal.length];
            MatrixProduct.transpose(units, classes, signal, across);
            // [class][lane], r.c^m - [m = y]
            double[] distance = new double[classes * lanes];
            product.multiplyAdd(classes, units, lanes, across, state.rate(l), distance);
            for (int k = 0; k < lanes; k++) {
                distance[samples.labels()[k] * lanes + k] -= 1;
            }
            for (int k = 0; k < distance.length; k++) {
                distance[k] *= -share / units;
            }
            double[] way = new double[units * lanes];
            product.multiplyAdd(units, classes, lanes, signal, distance, way);
            product.multiplyTransposedAdd(units, lanes, classes, state.rate(l), distance, down.way[l]);
            learn(state, l, way, lanes, update);
        }
    }

    private void agree(BatchState state, Descending down, int lanes, double share, WeightUpdate update) {
        for (int l = 0; l < network.layers() - 1; l++) {
            double[] way = new double[network.units(l) * lanes];
            for (int k = 0; k < way.length; k++) {
                way[k] = share * (down.rate[l][k] - state.rate(l)[k]);
                down.way[l][k] = -way[k];
            }
            learn(state, l, way, lanes, update);
        }
    }

    /** The second network, [unit][lane]. */
    private final class Descending {
        private final int lanes;
        private final double[][] potential;
        private final double[][] rate;
        /** -dC/dc, what its layers are asked for. */
        private final double[][] way;

        Descending(NetworkWeights weights, double[] top, int lanes) {
            this.lanes = lanes;
            BatchInputs inputs = new BatchInputs(network, lanes, product);
            this.potential = inputs.layers();
            this.rate = inputs.layers();
            this.way = inputs.layers();
            int last = network.layers() - 1;
            rate[last] = top;
            for (int l = last - 1; l >= 0; l--) {
                product.multiplyAdd(
                        network.units(l),
                        network.units(l + 1),
                        lanes,
                        weights.backward(l + 1),
                        rate[l + 1],
                        potential[l]);
                network.transfer(l).apply(product.kernels(), potential[l], rate[l], rate[l].length);
            }
        }

        /** d(S^T). */
        void addTo(WeightUpdate update) {
            WeightUpdate back = update.backward().orElseThrow();
            BatchInputs inputs = new BatchInputs(network, lanes, product);
            for (int l = 0; l < network.layers() - 1; l++) {
                double[] slope = new double[way[l].length];
                network.transfer(l).slopes(potential[l], rate[l], slope, slope.length);
                for (int k = 0; k < slope.length; k++) {
                    slope[k] *= way[l][k];
                }
                inputs.addProduct(l + 1, rate[l + 1], slope, back.forward(l + 1));
            }
        }
    }
}

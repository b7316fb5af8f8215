package org.apical.plasticity.theory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
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
 * m over all classes, c^m the second network for the label m. No gradient is passed between layers: r_{i-1} and c_{i+1} are constants in d_i and d(S_{i+1}). No weight is copied, and layers need not wait for each other. S_i (n_{i-1} x n_i); the second network
 * has no biases, and no layer at the input, on which no other would depend.
 *
 * <p>The difference of activity is what the publication describes; its classifiers learn by class, and so their public code has it (times 25.6, the same in every layer). By difference C_i is least, too, where both networks are silent. Equations from
 * abstract, figures and code: the numbers of the publication were not read. Mean over samples; 8 sum n_i n_{i-1} flop a sample. Not thread-safe.
 */
public final class CounterCurrent extends SynapticTheory {
    private static final String RATE = "rate";
    private static final String ERROR = "error, times the slope of the rate";
    private static final String SIGNAL = "rate in the second network";
    private static final String SIGNAL_ERROR = "error in the second network, times the slope of the rate";

    private final Targets targets;
    private final Agreement agreement;

    /** What the activity of corresponding layers has in common. */
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
        super(network, product, LANES);
        this.targets = targets;
        this.agreement = agreement;
    }

    @Override
    protected WeightUpdate none() {
        return new WeightUpdate(network, List.of(OwnPathway.BACKWARD));
    }

    /** W, and S between the same layers, whose neurons are those of the second network. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads =
                new LinkedHashSet<>(Set.of(SynapticReading.pre(RATE), SynapticReading.post(ERROR)));
        if (layer > 0) {
            reads.add(SynapticReading.pre(SIGNAL_ERROR));
            reads.add(SynapticReading.post(SIGNAL));
        }
        return reads;
    }

    /** The second network has a column for each sample or, by class, for each class. */
    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        int lanes = block.size();
        BatchState state = new BatchState(network, lanes, product);
        state.feedforward(weights, block.lanes(0, lanes));
        double[][] error = new double[network.layers()][];
        error[network.layers() - 1] = atOutput(state, block);
        boolean byClass = agreement == Agreement.CLASS;
        if (byClass) {
            block.requireClasses(network.outputs());
        }
        Descending down = byClass
                ? new Descending(weights, ofEachClass(), network.outputs())
                : new Descending(weights, wanted(block), lanes);
        for (int l = 0; l < network.layers() - 1; l++) {
            error[l] = byClass ? agreeByClass(state, block, down, l) : agree(state, down, l);
        }
        double[][] rate = new double[network.layers()][];
        for (int l = 0; l < rate.length; l++) {
            rate[l] = state.rate(l);
            scale(error[l], state.potential(l), rate[l], l, 1.0 / of);
            scale(down.descent[l], down.potential[l], down.rate[l], l, 1.0 / of);
        }
        moments.accept(new BatchActivity(lanes, 0)
                .with(RATE, state.presynaptic(0), rate)
                .with(ERROR, error)
                .with(SIGNAL, down.rate)
                .with(SIGNAL_ERROR, down.descent));
    }

    /** error := share phi' o error. */
    private void scale(double[] error, double[] potential, double[] rate, int l, double share) {
        double[] slope = new double[error.length];
        network.transfer(l).slopes(potential, rate, slope, slope.length);
        for (int k = 0; k < slope.length; k++) {
            error[k] *= share * slope[k];
        }
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        add(here, here.post(ERROR), here.pre(RATE), update);
        if (l > 0) {
            double[] signal = here.post(SIGNAL);
            new BatchInputs(network, signal.length / network.units(l), product)
                    .addProduct(
                            l,
                            signal,
                            here.pre(SIGNAL_ERROR),
                            update.own(OwnPathway.BACKWARD).orElseThrow().forward(l));
        }
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

    /** x, [output][lane]. */
    private double[] atOutput(BatchState state, Samples block) {
        double[] descent = new double[network.outputs() * block.size()];
        targets.of(block).fill(state.output(), descent, network.outputs(), block.size());
        for (int k = 0; k < descent.length; k++) {
            descent[k] -= state.output()[k];
        }
        return descent;
    }

    /** -dC/dr of each sample; -dC/dc of each class is kept. */
    private double[] agreeByClass(BatchState state, Samples block, Descending down, int l) {
        int lanes = block.size();
        int classes = network.outputs();
        int units = network.units(l);
        double[] signal = down.rate[l];
        double[] across = new double[signal.length];
        MatrixProduct.transpose(units, classes, signal, across);
        // [class][lane], r.c^m - [m = y]
        double[] distance = new double[classes * lanes];
        product.multiplyAdd(classes, units, lanes, across, state.rate(l), distance);
        for (int k = 0; k < lanes; k++) {
            distance[block.labels()[k] * lanes + k] -= 1;
        }
        for (int k = 0; k < distance.length; k++) {
            distance[k] /= -units;
        }
        double[] descent = new double[units * lanes];
        product.multiplyAdd(units, classes, lanes, signal, distance, descent);
        product.multiplyTransposedAdd(units, lanes, classes, state.rate(l), distance, down.descent[l]);
        return descent;
    }

    /** The same of the difference. */
    private double[] agree(BatchState state, Descending down, int l) {
        double[] descent = new double[down.rate[l].length];
        for (int k = 0; k < descent.length; k++) {
            descent[k] = down.rate[l][k] - state.rate(l)[k];
            down.descent[l][k] = -descent[k];
        }
        return descent;
    }

    /** The second network, [unit][lane]. */
    private final class Descending {
        private final double[][] potential;
        private final double[][] rate;
        /** -dC/dc. */
        private final double[][] descent;

        Descending(NetworkWeights weights, double[] top, int lanes) {
            BatchInputs inputs = new BatchInputs(network, lanes, product);
            this.potential = inputs.layers();
            this.rate = inputs.layers();
            this.descent = inputs.layers();
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
    }
}

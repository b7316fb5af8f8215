package org.apical.plasticity.theory;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Direct feedback with local alignment support (Yang, Lee and Park 2024, IEEE Access 12): direct feedback alignment whose feedback weights learn. A module of one layer, M_i (n_L x n_i), at each hidden layer learns to predict the output of the network from the rates of that layer; its transposed weights are
 * the feedback weights,
 *
 * <pre>
 * Q_i = M_i^T        C_i = 1/2 |r_L - M_i r_i|^2        dQ_i = r_i (r_L - M_i r_i)^T        d_i = (phi'_i o (Q_i x)) r_{i-1}^T  for i &lt; L        d_L = (phi'_L o x) r_{L-1}^T
 * </pre>
 *
 * M_i is the linear regression of the output on r_i; below a linear output layer without biases it is that layer, and d backpropagation. The publication learns M, copies it to Q and learns W by it in turn; here both take their step at once, so that Q is that
 * of the step before. It begins with Q the product of the weights ({@code feedback: {fixed: product}}). Equations from its abstract and public code; its own text and numbers were not read. Mean over samples. Not thread-safe.
 */
public final class AlignmentSupport extends SynapticTheory {
    private static final String RATE = "rate";
    private static final String ERROR = "error, times the slope of the rate";
    private static final String MISSING = "error of the module";

    private final Targets targets;

    /**
     * @param network a chain
     * @param targets r_L*, x = r_L* - r_L
     */
    public AlignmentSupport(NetworkDescription network, Targets targets, MatrixProduct product) {
        super(network, product, LANES);
        this.targets = targets;
    }

    @Override
    protected WeightUpdate none() {
        return WeightUpdate.withFeedback(network);
    }

    /** Those of direct feedback alignment, and those of M beside them, whose neurons predict the output. */
    @Override
    public Set<SynapticReading> reads(int layer) {
        Set<SynapticReading> reads =
                new LinkedHashSet<>(Set.of(SynapticReading.pre(RATE), SynapticReading.post(ERROR)));
        if (layer < network.layers() - 1) {
            reads.add(SynapticReading.post(RATE));
            reads.add(SynapticReading.post(MISSING));
        }
        return reads;
    }

    @Override
    public void present(NetworkWeights weights, Samples block, int of, long trial, Consumer<BatchActivity> moments) {
        int lanes = block.size();
        BatchState state = new BatchState(network, lanes, product);
        state.feedforward(weights, block.lanes(0, lanes));
        double[] output = state.output();
        double[] x = new double[output.length];
        targets.of(block).fill(output, x, network.outputs(), lanes);
        for (int k = 0; k < x.length; k++) {
            x[k] = (x[k] - output[k]) / of;
        }
        double[][] rate = new double[network.layers()][];
        double[][] error = new double[network.layers()][];
        double[][] missing = new double[network.layers()][0];
        for (int l = 0; l < rate.length; l++) {
            rate[l] = state.rate(l);
            error[l] = x.clone();
            if (l < rate.length - 1) {
                error[l] = new double[rate[l].length];
                product.multiplyAdd(network.units(l), network.outputs(), lanes, weights.feedback(l), x, error[l]);
                missing[l] = missing(weights.feedback(l), rate[l], output, network.units(l), of);
            }
            double[] slope = new double[rate[l].length];
            network.transfer(l).slopes(state.potential(l), rate[l], slope, slope.length);
            for (int k = 0; k < slope.length; k++) {
                error[l][k] *= slope[k];
            }
        }
        moments.accept(new BatchActivity(lanes, 0)
                .with(RATE, state.presynaptic(0), rate)
                .with(ERROR, error)
                .with(MISSING, missing));
    }

    /** (r_L - M r)/of, [output][lane]. */
    private double[] missing(double[] feedback, double[] rate, double[] output, int units, int of) {
        double[] module = new double[feedback.length];
        MatrixProduct.transpose(units, network.outputs(), feedback, module);
        double[] missing = new double[output.length];
        product.multiplyAdd(network.outputs(), units, rate.length / units, module, rate, missing);
        for (int k = 0; k < missing.length; k++) {
            missing[k] = (output[k] - missing[k]) / of;
        }
        return missing;
    }

    @Override
    protected void change(SynapseActivity here, int of, WeightUpdate update) {
        int l = here.layer();
        add(here, here.post(ERROR), here.pre(RATE), update);
        if (l < network.layers() - 1) {
            double[] change = update.feedback().orElseThrow().feedback(l);
            product.multiplyTransposedAdd(
                    network.units(l), here.lanes(), network.outputs(), here.post(RATE), here.post(MISSING), change);
        }
    }
}

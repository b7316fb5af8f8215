package org.apical.plasticity.theory;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.BatchState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.FeedbackUpdate;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Direct feedback with local alignment support (Yang, Lee and Park 2024, IEEE Access 12): direct feedback alignment whose feedback weights learn. A module of one layer, M_i (n_L x n_i), at each hidden layer learns to say what the network answers, and
 * what it has found is the way back,
 *
 * <pre>
 * Q_i = M_i^T        C_i = 1/2 |r_L - M_i r_i|^2        dQ_i = r_i (r_L - M_i r_i)^T        d_i = (phi'_i o (Q_i x)) r_{i-1}^T  for i &lt; L        d_L = (phi'_L o x) r_{L-1}^T
 * </pre>
 *
 * M_i is the linear regression of the output on r_i; below a linear output layer without biases it is that layer, and d backpropagation. The publication learns M, copies it to Q and learns W by it in turn; here both take their step at once, so that Q is that
 * of the step before. It begins with Q the product of the weights ({@code feedback: {fixed: product}}). Equations from its abstract and public code; its own text and numbers were not read. Mean over samples. Not thread-safe.
 */
public final class AlignmentSupport implements ForwardSignal {
    private static final int LANES = 64;

    private final NetworkDescription network;
    private final MatrixProduct product;
    private final GradientSignal direct;

    /**
     * @param network a chain
     * @param targets r_L*, x = r_L* - r_L
     */
    public AlignmentSupport(NetworkDescription network, Targets targets, MatrixProduct product) {
        network.requireChain("AlignmentSupport");
        this.network = network;
        this.product = product;
        this.direct = new GradientSignal(network, Descent.towards(targets), Way.DIRECT, product);
    }

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = WeightUpdate.withFeedback(network);
        update.add(1, direct.direction(weights, samples, trial));
        FeedbackUpdate change = update.feedback().orElseThrow();
        for (int first = 0; first < samples.size(); first += LANES) {
            Samples some = samples.range(first, Math.min(LANES, samples.size() - first));
            BatchState state = new BatchState(network, some.size(), product);
            state.feedforward(weights, some.lanes(0, some.size()));
            for (int l = 0; l < network.layers() - 1; l++) {
                learn(weights, state, l, some.size(), samples.size(), change);
            }
        }
        for (int l = 0; l < network.layers(); l++) {
            weights.maskFeedback(l, change.feedback(l));
        }
        return update;
    }

    private void learn(NetworkWeights weights, BatchState state, int l, int lanes, int of, FeedbackUpdate change) {
        int units = network.units(l);
        int outputs = network.outputs();
        double[] module = new double[units * outputs];
        MatrixProduct.transpose(units, outputs, weights.feedback(l), module);
        double[] missing = new double[outputs * lanes];
        product.multiplyAdd(outputs, units, lanes, module, state.rate(l), missing);
        for (int k = 0; k < missing.length; k++) {
            missing[k] = (state.output()[k] - missing[k]) / of;
        }
        product.multiplyTransposedAdd(units, lanes, outputs, state.rate(l), missing, change.feedback(l));
    }
}

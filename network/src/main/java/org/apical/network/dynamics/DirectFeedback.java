package org.apical.network.dynamics;

import java.util.List;
import org.apical.network.description.SynapticWeights;
import org.apical.neuron.kernel.MatrixProduct;

/** Q_i u of every layer. */
final class DirectFeedback implements Feedback {
    private final List<Layer> layers;
    private final MatrixProduct product;
    private final int outputs;
    private final int lanes;

    DirectFeedback(List<Layer> layers, MatrixProduct product, int lanes) {
        this.layers = layers;
        this.product = product;
        this.outputs = layers.get(layers.size() - 1).units();
        this.lanes = lanes;
    }

    @Override
    public void feedBack(SynapticWeights weights, double[] control, double[][] injected) {
        for (int l = 0; l < injected.length; l++) {
            product.multiplyAdd(layers.get(l).units(), outputs, lanes, weights.feedback(l), control, injected[l]);
        }
    }
}

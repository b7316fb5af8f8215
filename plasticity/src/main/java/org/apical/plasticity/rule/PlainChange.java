package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/** Every synapse in every step: C := C + e x^T. Cost: 2 units sources lanes flop a step, and for one lane a pass over all synapses in memory. */
final class PlainChange implements PairChange {
    private final SynapseView view;
    private final MatrixProduct product;
    private final double[] sum;

    PlainChange(SynapseView view, MatrixProduct product) {
        this.view = view;
        this.product = product;
        this.sum = new double[view.post().units() * view.pre().units()];
    }

    @Override
    public void begin() {
        Arrays.fill(sum, 0);
    }

    @Override
    public void step(double[] error) {
        if (error != null) {
            product.multiplyTransposedAdd(
                    view.post().units(),
                    view.lanes(),
                    view.pre().units(),
                    error,
                    view.pre().trace(),
                    sum);
        }
    }

    @Override
    public void addTo(double[] dW, double factor) {
        for (int k = 0; k < sum.length; k++) {
            dW[k] += factor * sum[k];
        }
    }
}

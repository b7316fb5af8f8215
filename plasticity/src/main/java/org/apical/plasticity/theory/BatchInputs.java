package org.apical.plasticity.theory;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What reaches the layers of a chain from below, W_i r_{i-1} + b_i, for a block of lanes; arrays [unit][lane]. That of the first layer is known as soon as the input is.
 *
 * @param network a chain
 */
record BatchInputs(NetworkDescription network, int lanes, MatrixProduct product) {
    /** An array for the units of each layer. */
    double[][] layers() {
        double[][] arrays = new double[network.layers()][];
        Arrays.setAll(arrays, l -> new double[network.units(l) * lanes]);
        return arrays;
    }

    /** drive := W_i r_{i-1} + b_i. */
    void fill(NetworkWeights weights, int layer, double[] presynaptic, double[] drive) {
        fill(weights.forward(layer), weights.bias(layer), layer, presynaptic, drive);
    }

    /** The same through other weights of the shape of W and b. */
    void fill(double[] weight, double[] bias, int layer, double[] presynaptic, double[] drive) {
        for (int i = 0; i < bias.length; i++) {
            Arrays.fill(drive, i * lanes, (i + 1) * lanes, bias[i]);
        }
        product.multiplyAdd(network.units(layer), network.presynapticUnits(layer), lanes, weight, presynaptic, drive);
    }

    /** Adds post pre^T, summed over lanes, to dW of a layer. */
    void addProduct(int layer, double[] post, double[] pre, double[] change) {
        product.multiplyTransposedAdd(network.units(layer), lanes, network.presynapticUnits(layer), post, pre, change);
    }

    /** Adds the sum over lanes of each unit. */
    void addSum(double[] post, double[] change) {
        for (int i = 0; i < change.length; i++) {
            for (int k = i * lanes; k < (i + 1) * lanes; k++) {
                change[i] += post[k];
            }
        }
    }
}

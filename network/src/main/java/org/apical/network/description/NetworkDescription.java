package org.apical.network.description;

import java.util.List;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.TransferFunction;

/**
 * A feedforward network, whatever it is run as.
 *
 * @param sizes n_0, n_1, ..., n_L: the input and L layers
 * @param hidden transfer function of layers 1 .. L - 1
 * @param output transfer function of layer L
 */
public record NetworkDescription(List<Integer> sizes, TransferFunction hidden, TransferFunction output) {
    public NetworkDescription {
        sizes = List.copyOf(sizes);
        Require.atLeast("NetworkDescription.sizes.length", sizes.size(), 2);
        for (int n : sizes) {
            Require.atLeast("NetworkDescription.sizes", n, 1);
        }
    }

    /** L, the number of layers after the input. */
    public int layers() {
        return sizes.size() - 1;
    }

    /** n_0. */
    public int inputs() {
        return sizes.get(0);
    }

    /** n_L. */
    public int outputs() {
        return sizes.get(layers());
    }

    /** Units of a layer, counted from 0: {@code units(0)} is n_1. */
    public int units(int layer) {
        return sizes.get(layer + 1);
    }

    /** Units presynaptic to a layer, counted from 0. */
    public int presynapticUnits(int layer) {
        return sizes.get(layer);
    }

    /** phi of a layer, counted from 0. */
    public TransferFunction transfer(int layer) {
        return layer == layers() - 1 ? output : hidden;
    }
}

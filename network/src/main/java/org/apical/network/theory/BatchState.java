package org.apical.network.theory;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/** Potentials and rates of a whole network for a block of lanes, as {@link SampleState} for one; arrays [unit][lane]. */
public final class BatchState {
    private final NetworkDescription network;
    private final int lanes;
    private final MatrixProduct product;
    private final double[][] drive;
    private final double[][] potential;
    private final double[][] rate;
    private double[] input;
    private NetworkWeights weights;

    /** @param network a chain */
    public BatchState(NetworkDescription network, int lanes, MatrixProduct product) {
        network.requireChain("BatchState");
        network.requireRoom(lanes);
        this.network = network;
        this.lanes = lanes;
        this.product = product;
        this.drive = new double[network.layers()][];
        this.potential = new double[network.layers()][];
        this.rate = new double[network.layers()][];
        for (int l = 0; l < network.layers(); l++) {
            drive[l] = new double[network.units(l) * lanes];
            potential[l] = new double[network.units(l) * lanes];
            rate[l] = new double[network.units(l) * lanes];
        }
    }

    /** W_1 r_0 + b_1, which no control changes. */
    void enter(NetworkWeights w, double[] r0) {
        this.weights = w;
        this.input = r0;
        transmit(0);
    }

    /**
     * The feedforward state: v_i = W_i r_{i-1} + b_i, r_i = phi_i(v_i).
     *
     * @param w read until the next call
     * @param r0 [input][lane]; read until the next call
     */
    public void feedforward(NetworkWeights w, double[] r0) {
        enter(w, r0);
        for (int l = 0; l < network.layers(); l++) {
            follow(l);
            fire(l);
        }
    }

    /** v_i = W_i r_{i-1} + b_i + Q_i u, r_i = phi_i(v_i), from the first layer to the last. */
    void advance(double[] control) {
        for (int l = 0; l < network.layers(); l++) {
            follow(l);
            product.multiplyAdd(network.units(l), network.outputs(), lanes, weights.feedback(l), control, potential[l]);
            fire(l);
        }
    }

    /** v := W r + b; that of the first layer is known. */
    private void follow(int l) {
        if (l > 0) {
            transmit(l);
        }
        System.arraycopy(drive[l], 0, potential[l], 0, drive[l].length);
    }

    private void fire(int l) {
        network.transfer(l).apply(product.kernels(), potential[l], rate[l], rate[l].length);
    }

    /** drive := W r + b. */
    private void transmit(int l) {
        double[] bias = weights.bias(l);
        for (int i = 0; i < bias.length; i++) {
            Arrays.fill(drive[l], i * lanes, (i + 1) * lanes, bias[i]);
        }
        product.multiplyAdd(
                network.units(l), network.presynapticUnits(l), lanes, weights.forward(l), presynaptic(l), drive[l]);
    }

    NetworkWeights weights() {
        return weights;
    }

    /** W r + b of a layer at the rates of this state: the prediction v^ff; live. */
    public double[] drive(int l) {
        return drive[l];
    }

    /** v of a layer; live. */
    public double[] potential(int l) {
        return potential[l];
    }

    /** r of a layer; live. */
    public double[] rate(int l) {
        return rate[l];
    }

    /** The rates presynaptic to a layer; live. */
    public double[] presynaptic(int l) {
        return l == 0 ? input : rate[l - 1];
    }

    /** r_L; live. */
    public double[] output() {
        return rate[rate.length - 1];
    }
}

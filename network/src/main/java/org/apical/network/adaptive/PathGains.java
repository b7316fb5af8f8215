package org.apical.network.adaptive;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Sizes;

/**
 * M_i = J_i Q_i of every layer and lane, what control does to the output by way of layer i, with J_i = dr_L/dv_i from the last layer to the first:
 *
 * <pre>
 * J_L = diag(phi'_L)        J_{i-1} = J_i W_i diag(phi'_{i-1})
 * </pre>
 *
 * Sensitivities are [unit][output][lane]. Costs n_L products with each hidden matrix a lane. Allocates nothing after construction. Not thread-safe.
 */
final class PathGains {
    private final NetworkDescription network;
    private final int outputs;
    private final MatrixProduct product;
    private final double[][] forwardTransposed;
    private final double[][] feedbackTransposed;
    private final double[] slope;
    private final double[][] gain;
    private double[] sensitivity;
    private double[] below;

    PathGains(NetworkDescription network, int lanes, MatrixProduct product) {
        this.network = network;
        this.outputs = network.outputs();
        this.product = product;
        int layers = network.layers();
        int widest = 0;
        this.forwardTransposed = new double[layers][];
        this.feedbackTransposed = new double[layers][];
        this.gain = new double[layers][];
        int square = Sizes.elements("PathGains: outputs x outputs x lanes", outputs, outputs, lanes);
        Sizes.requireRoom("PathGains: layers x outputs x outputs x lanes", (double) layers * square);
        for (int l = 0; l < layers; l++) {
            widest = Math.max(widest, network.units(l));
            forwardTransposed[l] = new double[l == 0 ? 0 : network.units(l) * network.presynapticUnits(l)];
            feedbackTransposed[l] = new double[network.units(l) * outputs];
            gain[l] = new double[square];
        }
        int size = Sizes.elements("PathGains: units x outputs x lanes", widest, outputs, lanes);
        Sizes.requireRoom("PathGains: units x outputs x lanes", 2.0 * size);
        this.slope = new double[widest * lanes];
        this.sensitivity = new double[size];
        this.below = new double[size];
    }

    /** New weights. */
    void begin(NetworkWeights weights) {
        for (int l = 0; l < network.layers(); l++) {
            if (l > 0) {
                MatrixProduct.transpose(
                        network.units(l), network.presynapticUnits(l), weights.forward(l), forwardTransposed[l]);
            }
            MatrixProduct.transpose(network.units(l), outputs, weights.feedback(l), feedbackTransposed[l]);
        }
    }

    /** Linearises so many lanes at a state; potentials and rates [unit][lane]. */
    void at(double[][] potential, double[][] rate, int lanes) {
        int last = network.layers() - 1;
        Arrays.fill(sensitivity, 0);
        network.transfer(last).slopes(potential[last], rate[last], slope, outputs * lanes);
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(slope, o * lanes, sensitivity, (o * outputs + o) * lanes, lanes);
        }
        for (int l = last; l >= 0; l--) {
            int units = network.units(l);
            Arrays.fill(gain[l], 0);
            product.multiplyAdd(outputs, units, outputs * lanes, feedbackTransposed[l], sensitivity, gain[l]);
            if (l > 0) {
                int presynaptic = network.presynapticUnits(l);
                Arrays.fill(below, 0, presynaptic * outputs * lanes, 0);
                product.multiplyAdd(presynaptic, units, outputs * lanes, forwardTransposed[l], sensitivity, below);
                network.transfer(l - 1).slopes(potential[l - 1], rate[l - 1], slope, presynaptic * lanes);
                scale(presynaptic, lanes);
                double[] above = sensitivity;
                sensitivity = below;
                below = above;
            }
        }
    }

    private void scale(int units, int lanes) {
        for (int i = 0; i < units; i++) {
            for (int o = 0; o < outputs; o++) {
                int at = (i * outputs + o) * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    below[at + lane] *= slope[i * lanes + lane];
                }
            }
        }
    }

    /** The gains of a lane: [layer][output][output], row-major, written from {@code from} on. */
    void of(int lane, int lanes, double[] to, int from) {
        int k = from;
        for (double[] g : gain) {
            for (int o = 0; o < outputs; o++) {
                for (int p = 0; p < outputs; p++) {
                    to[k++] = g[(p * outputs + o) * lanes + lane];
                }
            }
        }
    }
}

package org.apical.benchmarks;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/** The matrix products that learning from a batch cannot do without, and nothing else, on arrays of the same shapes. */
final class BareProducts {
    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final int lanes;
    private final MatrixProduct product;
    private final double[][] post;
    private final double[][] pre;
    private final double[][] update;
    private final double[][] sensitivity;

    BareProducts(NetworkDescription network, NetworkWeights weights, int lanes, MatrixProduct product) {
        this.network = network;
        this.weights = weights;
        this.lanes = lanes;
        this.product = product;
        int layers = network.layers();
        this.post = new double[layers][];
        this.pre = new double[layers][];
        this.update = new double[layers][];
        this.sensitivity = new double[layers + 1][];
        for (int l = 0; l < layers; l++) {
            post[l] = new double[network.units(l) * lanes];
            pre[l] = new double[network.presynapticUnits(l) * lanes];
            update[l] = new double[network.units(l) * network.presynapticUnits(l)];
            sensitivity[l] = new double[network.presynapticUnits(l) * network.outputs() * lanes];
            Arrays.fill(pre[l], 0.5);
        }
        sensitivity[layers] = new double[network.outputs() * network.outputs() * lanes];
    }

    /** The first layer's drive and update once, those of the others every step but the first. */
    void dynamics(int blocks, int steps) {
        for (int block = 0; block < blocks; block++) {
            clear();
            for (int step = 0; step < steps; step++) {
                for (int l = step == 0 ? 0 : 1; l < network.layers(); l++) {
                    drive(l);
                }
                for (int l = step == 0 ? 0 : 1; l < network.layers(); l++) {
                    learn(l);
                }
            }
        }
    }

    double dynamicsFlop(int blocks, int steps) {
        double flop = 4.0 * blocks * lanes * weights.forward(0).length;
        for (int l = 1; l < network.layers(); l++) {
            flop += 4.0 * blocks * lanes * steps * weights.forward(l).length;
        }
        return flop;
    }

    /** All drives without feedback, all but the first with it, the loop gain, the update. */
    void analytic(int blocks) {
        for (int block = 0; block < blocks; block++) {
            clear();
            for (int l = 0; l < network.layers(); l++) {
                drive(l);
            }
            for (int l = 1; l < network.layers(); l++) {
                product.multiplyAdd(
                        network.units(l),
                        network.presynapticUnits(l),
                        network.outputs() * lanes,
                        weights.forward(l),
                        sensitivity[l],
                        sensitivity[l + 1]);
                drive(l);
            }
            for (int l = 0; l < network.layers(); l++) {
                learn(l);
            }
        }
    }

    double analyticFlop(int blocks) {
        double flop = 4.0 * blocks * lanes * weights.forward(0).length;
        for (int l = 1; l < network.layers(); l++) {
            flop += (6.0 + 2 * network.outputs()) * blocks * lanes * weights.forward(l).length;
        }
        return flop;
    }

    /** Sums over many steps stay far from overflow: values and weights are below one. */
    private void clear() {
        for (int l = 0; l < network.layers(); l++) {
            Arrays.fill(post[l], 0);
            Arrays.fill(update[l], 0);
            Arrays.fill(sensitivity[l + 1], 0);
        }
    }

    private void drive(int l) {
        product.multiplyAdd(network.units(l), network.presynapticUnits(l), lanes, weights.forward(l), pre[l], post[l]);
    }

    private void learn(int l) {
        product.multiplyTransposedAdd(network.units(l), lanes, network.presynapticUnits(l), post[l], pre[l], update[l]);
    }
}

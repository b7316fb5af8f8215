package org.apical.network.adaptive;

import java.util.Arrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Potentials and rates of a network at the three stages of a step, for a block of lanes; arrays [unit][stage][lane]. A pass takes one product of each hidden matrix with each stage of a lane; the first layer's drive is
 * constant. Not thread-safe.
 */
final class Stages {
    private static final int STAGES = Radau.STAGES;

    private final NetworkDescription network;
    private final MatrixProduct product;
    private final double[][] drive;
    private final double[][] potential;
    private final double[][] rate;
    private final double[] feedback;
    private final double[] control;
    private NetworkWeights weights;
    private int lanes;

    Stages(NetworkDescription network, int lanes, MatrixProduct product) {
        this.network = network;
        this.product = product;
        int layers = network.layers();
        this.drive = new double[layers][];
        this.potential = new double[layers][];
        this.rate = new double[layers][];
        int widest = 0;
        for (int l = 0; l < layers; l++) {
            int size = network.units(l) * STAGES * lanes;
            widest = Math.max(widest, size);
            drive[l] = new double[size];
            potential[l] = new double[size];
            rate[l] = new double[size];
        }
        this.feedback = new double[widest];
        this.control = new double[network.outputs() * STAGES * lanes];
    }

    void begin(NetworkWeights of) {
        this.weights = of;
    }

    /** So many lanes, whose first layer is driven by W_1 r_0 + b_1, [unit][lane]. */
    void enter(double[] constant, int count) {
        lanes = count;
        for (int unit = 0; unit < network.units(0); unit++) {
            for (int j = 0; j < STAGES; j++) {
                System.arraycopy(constant, unit * lanes, drive[0], (unit * STAGES + j) * lanes, lanes);
            }
        }
    }

    /** U of the stages; live. */
    double[] control() {
        return control;
    }

    /**
     * V = F v 1 + (I - F) (W r + b + Q U) from the first layer to the last.
     *
     * @param from v at the beginning of the step, [unit][lane] of each layer
     * @param f F, [row and column][lane]
     */
    void pass(double[][] from, double[][] f) {
        int width = STAGES * lanes;
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            if (l > 0) {
                double[] bias = weights.bias(l);
                for (int unit = 0; unit < units; unit++) {
                    Arrays.fill(drive[l], unit * width, (unit + 1) * width, bias[unit]);
                }
                product.multiplyAdd(units, network.units(l - 1), width, weights.forward(l), rate[l - 1], drive[l]);
            }
            Arrays.fill(feedback, 0, units * width, 0);
            product.multiplyAdd(units, network.outputs(), width, weights.feedback(l), control, feedback);
            for (int unit = 0; unit < units; unit++) {
                follow(unit, from[l], f, drive[l], potential[l]);
            }
            network.transfer(l).apply(product.kernels(), potential[l], rate[l], units * width);
        }
    }

    private void follow(int unit, double[] from, double[][] f, double[] driven, double[] to) {
        double[] f0 = f[0];
        double[] f1 = f[1];
        double[] f2 = f[2];
        double[] f3 = f[3];
        double[] f4 = f[4];
        double[] f5 = f[5];
        double[] f6 = f[6];
        double[] f7 = f[7];
        double[] f8 = f[8];
        int one = unit * STAGES * lanes;
        int two = one + lanes;
        int three = two + lanes;
        for (int lane = 0; lane < lanes; lane++) {
            double v = from[unit * lanes + lane];
            double z0 = driven[one + lane] + feedback[one + lane];
            double z1 = driven[two + lane] + feedback[two + lane];
            double z2 = driven[three + lane] + feedback[three + lane];
            double d0 = v - z0;
            double d1 = v - z1;
            double d2 = v - z2;
            to[one + lane] = z0 + f0[lane] * d0 + f1[lane] * d1 + f2[lane] * d2;
            to[two + lane] = z1 + f3[lane] * d0 + f4[lane] * d1 + f5[lane] * d2;
            to[three + lane] = z2 + f6[lane] * d0 + f7[lane] * d1 + f8[lane] * d2;
        }
    }

    /** W r + b of a layer. */
    double[] drive(int l) {
        return drive[l];
    }

    /** v of a layer. */
    double[] potential(int l) {
        return potential[l];
    }

    /** r of a layer. */
    double[] rate(int l) {
        return rate[l];
    }
}

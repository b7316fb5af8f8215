package org.apical.network.description;

import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * Weights of a network in the abstract (dimensionless) units of physics.md 1, whatever it is run as. Layers count from 0; matrices are
 * row-major: W (units x presynaptic units), b (units), Q (units x outputs). The arrays are live.
 */
public final class NetworkWeights {
    private final double[][] forward;
    private final double[][] bias;
    private final double[][] feedback;

    private NetworkWeights(double[][] forward, double[][] bias, double[][] feedback) {
        this.forward = forward;
        this.bias = bias;
        this.feedback = feedback;
    }

    /** All weights zero. */
    public static NetworkWeights zero(NetworkDescription network) {
        int layers = network.layers();
        double[][] w = new double[layers][];
        double[][] b = new double[layers][];
        double[][] q = new double[layers][];
        for (int l = 0; l < layers; l++) {
            w[l] = new double[network.units(l) * network.presynapticUnits(l)];
            b[l] = new double[network.units(l)];
            q[l] = new double[network.units(l) * network.outputs()];
        }
        return new NetworkWeights(w, b, q);
    }

    /** Copies of given weights, by layer. */
    public static NetworkWeights of(
            NetworkDescription network,
            IntFunction<double[]> forward,
            IntFunction<double[]> bias,
            IntFunction<double[]> feedback) {
        NetworkWeights weights = zero(network);
        for (int l = 0; l < network.layers(); l++) {
            System.arraycopy(forward.apply(l), 0, weights.forward[l], 0, weights.forward[l].length);
            System.arraycopy(bias.apply(l), 0, weights.bias[l], 0, weights.bias[l].length);
            System.arraycopy(feedback.apply(l), 0, weights.feedback[l], 0, weights.feedback[l].length);
        }
        return weights;
    }

    /**
     * Xavier-normal weights, W ~ N(0, 2 / (n_i + n_{i-1})), zero biases, and the fixed feedback Q_i = (W_L ... W_{i+1})^T of those weights.
     */
    public static NetworkWeights xavier(NetworkDescription network, RandomStreams streams) {
        NetworkWeights weights = zero(network);
        for (int l = 0; l < network.layers(); l++) {
            RandomGenerator random = streams.stream(Purpose.WEIGHTS, l);
            double deviation = Math.sqrt(2.0 / (network.units(l) + network.presynapticUnits(l)));
            for (int k = 0; k < weights.forward[l].length; k++) {
                weights.forward[l][k] = deviation * random.nextGaussian();
            }
        }
        weights.setFeedbackToWeightProduct(network);
        return weights;
    }

    /** Q_i := (W_L ... W_{i+1})^T, Q_L := I. */
    public void setFeedbackToWeightProduct(NetworkDescription network) {
        int outputs = network.outputs();
        int last = network.layers() - 1;
        java.util.Arrays.fill(feedback[last], 0);
        for (int o = 0; o < outputs; o++) {
            feedback[last][o * outputs + o] = 1;
        }
        for (int l = last - 1; l >= 0; l--) {
            int units = network.units(l);
            int above = network.units(l + 1);
            for (int i = 0; i < units; i++) {
                for (int o = 0; o < outputs; o++) {
                    double sum = 0;
                    for (int j = 0; j < above; j++) {
                        sum += forward[l + 1][j * units + i] * feedback[l + 1][j * outputs + o];
                    }
                    feedback[l][i * outputs + o] = sum;
                }
            }
        }
    }

    /** W of a layer. */
    public double[] forward(int layer) {
        return forward[layer];
    }

    /** b of a layer. */
    public double[] bias(int layer) {
        return bias[layer];
    }

    /** Q of a layer. */
    public double[] feedback(int layer) {
        return feedback[layer];
    }

    /** A deep copy. */
    public NetworkWeights copy() {
        return new NetworkWeights(clone(forward), clone(bias), clone(feedback));
    }

    private static double[][] clone(double[][] arrays) {
        double[][] copy = new double[arrays.length][];
        for (int l = 0; l < arrays.length; l++) {
            copy[l] = arrays[l].clone();
        }
        return copy;
    }
}

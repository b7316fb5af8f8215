package org.apical.app.study.theories;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.task.CrossEntropy;
import org.apical.plasticity.training.Samples;

/**
 * Images changed a little so that the loss grows, by the fast gradient sign method (Goodfellow et al. 2015): x + epsilon (max - min) sign(dLoss/dx), cross-entropy of the chain without feedback, range over all pixels and
 * images.
 */
record AdversarialImages(NetworkDescription network, Samples images) {
    /** The same images, made harder for some weights. */
    Samples against(NetworkWeights weights, double epsilon) {
        double low = Arrays.stream(images.rates())
                .flatMapToDouble(Arrays::stream)
                .min()
                .orElseThrow();
        double high = Arrays.stream(images.rates())
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElseThrow();
        double step = epsilon * (high - low);
        double[][] changed = IntStream.range(0, images.size())
                .mapToObj(k -> {
                    double[] x = images.rates()[k].clone();
                    double[] slope = slope(weights, x, images.labels()[k]);
                    for (int j = 0; j < x.length; j++) {
                        x[j] += step * Math.signum(slope[j]);
                    }
                    return x;
                })
                .toArray(double[][]::new);
        return new Samples(changed, images.labels());
    }

    /** dLoss/dx = W_1^T J_1^T dLoss/dr_L, J_1 = dr_L/dv_1. */
    private double[] slope(NetworkWeights weights, double[] x, int label) {
        SampleState state = SampleState.feedforward(network, weights, x);
        LinearisedNetwork linear = new LinearisedNetwork(network, weights, state);
        double[] error = CrossEntropy.gradient(state.output(), label);
        double[] slope = new double[x.length];
        double[] w = weights.forward(0);
        for (int i = 0; i < network.units(0); i++) {
            double g = 0;
            for (int o = 0; o < error.length; o++) {
                g += error[o] * linear.jacobian().get(o, linear.offset(0) + i);
            }
            for (int j = 0; j < x.length; j++) {
                slope[j] += g * w[i * x.length + j];
            }
        }
        return slope;
    }
}

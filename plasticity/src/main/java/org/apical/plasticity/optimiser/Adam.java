package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Adam (Kingma and Ba 2015) on directions of change: m := beta1 m + (1 - beta1) d; s := beta2 s + (1 - beta2) d^2; W := W + eta m^ / (sqrt(s^) +
 * epsilon), m^ = m / (1 - beta1^t), s^ = s / (1 - beta2^t).
 */
public final class Adam implements Optimiser {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final LearningRate learningRate;
    private final WeightUpdate mean;
    private final WeightUpdate square;
    private int steps;

    /** @param learningRate eta */
    public Adam(NetworkDescription network, LearningRate learningRate) {
        this.learningRate = learningRate;
        this.mean = new WeightUpdate(network);
        this.square = new WeightUpdate(network);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        double rate = learningRate.at(steps++);
        for (int l = 0; l < direction.layers(); l++) {
            step(weights.forward(l), mean.forward(l), square.forward(l), direction.forward(l), rate);
            step(weights.bias(l), mean.bias(l), square.bias(l), direction.bias(l), rate);
        }
    }

    private void step(double[] w, double[] m, double[] s, double[] d, double rate) {
        double meanScale = 1 / (1 - Math.pow(BETA1, steps));
        double squareScale = 1 / (1 - Math.pow(BETA2, steps));
        for (int k = 0; k < w.length; k++) {
            m[k] = BETA1 * m[k] + (1 - BETA1) * d[k];
            s[k] = BETA2 * s[k] + (1 - BETA2) * d[k] * d[k];
            w[k] += rate * meanScale * m[k] / (Math.sqrt(squareScale * s[k]) + EPSILON);
        }
    }
}

package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Adam (Kingma and Ba 2015) on directions of change: m := beta1 m + (1 - beta1) d; s := beta2 s + (1 - beta2) d^2; W := W + eta m^ / (sqrt(s^) +
 * epsilon), m^ = m / (1 - beta1^t), s^ = s / (1 - beta2^t).
 */
public final class Adam implements Optimiser {
    private final AdamStep step;
    private final WeightUpdate mean;
    private final WeightUpdate square;

    public Adam(NetworkDescription network, AdamParams params) {
        this.step = new AdamStep(params);
        this.mean = new WeightUpdate(network);
        this.square = new WeightUpdate(network);
    }

    /** @param learningRate eta */
    public Adam(NetworkDescription network, LearningRate learningRate) {
        this(network, AdamParams.customary(learningRate));
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        step.begin();
        for (int l = 0; l < direction.layers(); l++) {
            step.step(weights.forward(l), mean.forward(l), square.forward(l), direction.forward(l));
            step.step(weights.bias(l), mean.bias(l), square.bias(l), direction.bias(l));
        }
        for (int k = 0; k < direction.others(); k++) {
            step.step(weights.other(k), mean.other(k), square.other(k), direction.other(k));
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        step.state(visitor);
        mean.state(visitor.in("mean"));
        square.state(visitor.in("square"));
    }
}

package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/** m := mu m + d; W := W + eta m (d a direction of change, so the sign is plus). */
public final class MomentumSgd implements Optimiser {
    private final LearningRate learningRate;
    private final double momentum;
    private final WeightUpdate velocity;
    private long steps;

    /**
     * @param learningRate eta
     * @param momentum mu, in [0, 1)
     */
    public MomentumSgd(NetworkDescription network, LearningRate learningRate, double momentum) {
        this.learningRate = learningRate;
        Require.that(momentum >= 0 && momentum < 1, "MomentumSgd.momentum", "must be in [0, 1)", momentum);
        this.momentum = momentum;
        this.velocity = new WeightUpdate(network);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        double rate = learningRate.at(steps++);
        for (int l = 0; l < direction.layers(); l++) {
            step(weights.forward(l), velocity.forward(l), direction.forward(l), rate);
            step(weights.bias(l), velocity.bias(l), direction.bias(l), rate);
        }
        for (int k = 0; k < direction.others(); k++) {
            step(weights.other(k), velocity.other(k), direction.other(k), rate);
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        steps = visitor.count("steps", steps);
        velocity.state(visitor.in("velocity"));
    }

    private void step(double[] w, double[] m, double[] d, double rate) {
        for (int k = 0; k < d.length; k++) {
            m[k] = momentum * m[k] + d[k];
            w[k] += rate * m[k];
        }
    }
}

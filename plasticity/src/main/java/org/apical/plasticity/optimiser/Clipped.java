package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Another optimiser on directions of bounded length: d_l := d_l min(1, c / ||d_l||_2) in each layer, its weights and biases stacked,
 * and in each plastic projection outside the chain (physics.md 8).
 */
public final class Clipped implements Optimiser {
    private final Optimiser optimiser;
    private final double norm;
    private final WeightUpdate clipped;

    /** @param norm c, > 0 */
    public Clipped(Optimiser optimiser, NetworkDescription network, double norm) {
        this.optimiser = optimiser;
        this.norm = Require.positive("Clipped.norm", norm, "(dimensionless)");
        this.clipped = new WeightUpdate(network);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        for (int l = 0; l < direction.layers(); l++) {
            double length = Math.sqrt(square(direction.forward(l)) + square(direction.bias(l)));
            double factor = length > norm ? norm / length : 1;
            scale(factor, direction.forward(l), clipped.forward(l));
            scale(factor, direction.bias(l), clipped.bias(l));
        }
        for (int k = 0; k < direction.others(); k++) {
            double length = Math.sqrt(square(direction.other(k)));
            scale(length > norm ? norm / length : 1, direction.other(k), clipped.other(k));
        }
        optimiser.step(weights, clipped);
    }

    @Override
    public void state(StateVisitor visitor) {
        optimiser.state(visitor);
    }

    private static double square(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    private static void scale(double factor, double[] from, double[] to) {
        for (int k = 0; k < from.length; k++) {
            to[k] = factor * from[k];
        }
    }
}

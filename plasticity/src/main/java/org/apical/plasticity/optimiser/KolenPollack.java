package org.apical.plasticity.optimiser;

import java.util.function.Supplier;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Backward weights that come to mirror the forward ones without a weight being copied (Kolen and Pollack 1994): dS_i = (dW_i)^T - rho S_i beside dW_i - rho W_i, so
 * that S - W^T decays by 1 - eta rho in each step of plain descent.
 *
 * <p>A direction that has {@link WeightUpdate#backward} of its own says what S does instead.
 *
 * <p>It is local: dW_i = psi_i r_{i-1}^T, and the backward synapse from a neuron of layer i to one of layer i - 1 has the same two numbers, psi_i in front of it and
 * r_{i-1} behind it. The two kinds of synapses are stepped by optimisers of the same kind, each with its own state.
 */
public final class KolenPollack implements Optimiser {
    private final Optimiser forward;
    private final Optimiser backward;
    private final NetworkDescription network;
    /** S^T, in the shape of W, for the second optimiser. */
    private final NetworkWeights mirror;

    /** @param optimiser makes the optimiser of W and that of S; with {@link WeightDecay}, or what S began with stays for good */
    public KolenPollack(NetworkDescription network, Supplier<Optimiser> optimiser) {
        this.network = network;
        this.forward = optimiser.get();
        this.backward = optimiser.get();
        this.mirror = NetworkWeights.zero(network);
    }

    /** @param weights modified in W, b and S */
    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        forward.step(weights, direction);
        for (int l = 1; l < network.layers(); l++) {
            MatrixProduct.transpose(
                    network.presynapticUnits(l), network.units(l), weights.backward(l), mirror.forward(l));
        }
        backward.step(mirror, direction.backward().orElse(direction));
        for (int l = 1; l < network.layers(); l++) {
            MatrixProduct.transpose(
                    network.units(l), network.presynapticUnits(l), mirror.forward(l), weights.backward(l));
        }
    }

    @Override
    public void state(StateVisitor visitor) {
        forward.state(visitor.in("forward"));
        backward.state(visitor.in("backward"));
        visitor.in("mirror").weights(network, mirror);
    }
}

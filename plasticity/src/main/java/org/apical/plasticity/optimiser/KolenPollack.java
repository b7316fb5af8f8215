package org.apical.plasticity.optimiser;

import java.util.Map;
import java.util.function.Supplier;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.OwnPathway;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Backward weights that come to mirror the forward ones without a weight being copied (Kolen and Pollack 1994, by accounts of it): dS_i = (dW_i)^T - rho S_i beside dW_i - rho W_i, so
 * that S - W^T decays by 1 - eta rho in each step of plain descent.
 *
 * <p>It is local: dW_i = psi_i r_{i-1}^T, and the backward synapse from a neuron of layer i to one of layer i - 1 has the same two numbers, psi_i in front of it and
 * r_{i-1} behind it. The two kinds of synapses are stepped by optimisers of the same kind, each with its own state.
 */
public final class KolenPollack extends OwnPathways {
    /** @param optimiser makes the optimiser of W and that of S; with {@link WeightDecay}, or what S began with stays for good */
    public KolenPollack(NetworkDescription network, Supplier<Optimiser> optimiser) {
        super(network, optimiser.get(), Map.of(OwnPathway.BACKWARD, optimiser.get()));
    }

    @Override
    WeightUpdate of(OwnPathway pathway, WeightUpdate direction) {
        return direction;
    }
}

package org.apical.plasticity.optimiser;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.network.description.OwnPathway.Way;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/** Forward weights and pathways of its own, each stepped by an optimiser with a state of its own, along its own change in a direction ({@link WeightUpdate#own}). */
public class OwnPathways implements Optimiser {
    private final NetworkDescription network;
    private final Optimiser forward;
    private final Map<OwnPathway, Step> steps = new LinkedHashMap<>();

    /**
     * An optimiser of a pathway.
     *
     * @param mirror its weights in the shape of W and b, which is what an optimiser knows
     */
    private record Step(Optimiser optimiser, NetworkWeights mirror) {}

    /**
     * @param forward of W
     * @param own of each pathway
     */
    public OwnPathways(NetworkDescription network, Optimiser forward, Map<OwnPathway, Optimiser> own) {
        this.network = network;
        this.forward = forward;
        own.forEach((pathway, optimiser) -> steps.put(pathway, new Step(optimiser, NetworkWeights.zero(network))));
    }

    /** Those of W and of S, of one kind. */
    public static OwnPathways backward(NetworkDescription network, Supplier<Optimiser> optimiser) {
        return new OwnPathways(network, optimiser.get(), Map.of(OwnPathway.BACKWARD, optimiser.get()));
    }

    /** @param weights modified in W, b and the pathways */
    @Override
    public final void step(NetworkWeights weights, WeightUpdate direction) {
        forward.step(weights, direction);
        steps.forEach((pathway, step) -> {
            for (int l = 0; l < network.layers(); l++) {
                enter(pathway, weights, l, step.mirror);
            }
            step.optimiser.step(step.mirror, of(pathway, direction));
            for (int l = 1; l < network.layers(); l++) {
                leave(pathway, step.mirror, l, weights);
            }
        });
    }

    /** The change of a pathway. */
    WeightUpdate of(OwnPathway pathway, WeightUpdate direction) {
        return direction.own(pathway).orElseThrow();
    }

    private void enter(OwnPathway pathway, NetworkWeights weights, int l, NetworkWeights mirror) {
        // synapses that a pathway does not have stay zero, whatever the last step did to them
        Arrays.fill(mirror.bias(l), 0);
        if (l == 0) {
            Arrays.fill(mirror.forward(0), 0);
        } else if (pathway.way() == Way.DOWN) {
            MatrixProduct.transpose(
                    network.presynapticUnits(l), network.units(l), weights.own(pathway, l), mirror.forward(l));
        } else {
            copy(weights.own(pathway, l), mirror.forward(l));
            copy(weights.ownBias(pathway, l), mirror.bias(l));
        }
    }

    private void leave(OwnPathway pathway, NetworkWeights mirror, int l, NetworkWeights weights) {
        if (pathway.way() == Way.DOWN) {
            MatrixProduct.transpose(
                    network.units(l), network.presynapticUnits(l), mirror.forward(l), weights.own(pathway, l));
        } else {
            copy(mirror.forward(l), weights.own(pathway, l));
            copy(mirror.bias(l), weights.ownBias(pathway, l));
        }
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    @Override
    public final void state(StateVisitor visitor) {
        forward.state(visitor.in("forward"));
        steps.forEach((pathway, step) -> step.optimiser.state(visitor.in(pathway.name())));
    }
}

package org.apical.app.experiment;

import java.util.Optional;
import java.util.function.Supplier;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.theory.WeightMirror;

/** {@link WeightMirror}: feedback alignment whose S learns from noise, in a phase of its own. */
public record WeightMirrorMethod(
        @Key(value = "sigma, standard deviation of the discharges of a layer, units of r", or = "0.1", above = 0)
        double noise,

        @Key(value = "discharges of each layer after a presentation", or = "1", least = 1, most = 1e6)
        int discharges,

        @Key(value = "rho, decay of S: where phi is linear it comes to rest about W^T / rho", or = "1", above = 0)
        double decay)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.NO,
                2,
                "error, from layer to layer; which phase it is",
                MethodNeeds.NONE,
                "backward weights S, plastic; noise in one layer at a time");
    }

    @Override
    public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
        weights.setBackwardToRandom(network, streams);
    }

    @Override
    public ErrorPath errorPath() {
        return ErrorPath.S;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new WeightMirror(
                place.network(),
                place.gradient(Way.BACKWARD),
                new WeightMirror.Params(noise, discharges, decay),
                place.product(),
                place.streams()));
    }

    @Override
    public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return OwnPathways.backward(network, forward);
    }
}

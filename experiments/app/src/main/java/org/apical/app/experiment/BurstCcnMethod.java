package org.apical.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.experiment.MethodNeeds.Transport;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.LayerRates;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.theory.BurstCcn;
import org.apical.plasticity.theory.BurstCcnParams;
import org.apical.plasticity.theory.BurstCcnParams.Bursts;
import org.apical.plasticity.theory.BurstCcnParams.Events;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link BurstCcn}. */
public record BurstCcnMethod(
        @Key(
                value = "probability that an event becomes a burst where apical dendrites are silent",
                or = "0.5",
                above = 0,
                below = 1)
        double burstProbability,

        @Key(
                value = "events of a unit at rate 0; those of hidden units have to be >= 0 at their lowest rate",
                or = "1",
                least = 0)
        double offset,

        @Key(
                value =
                        "weights that bursts of the layer above come through: transposed, W^T at every step, or own, drawn and fixed",
                or = "own")
        Bursts bursts,

        @Key(
                value =
                        "weights that its events come through: aligned, those of bursts times their probability at every step, or learned",
                or = "aligned")
        Events events,

        @Key(value = "steps of weights that events come through over those of forward weights", or = "30", least = 0)
        double eventSteps)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        List<String> copied = new ArrayList<>();
        if (bursts == Bursts.TRANSPOSED) {
            copied.add("Y = W^T");
        }
        if (events == Events.ALIGNED) {
            copied.add("Q = p_b " + (bursts == Bursts.OWN ? "S" : "Y"));
        }
        return new MethodNeeds(
                copied.isEmpty() ? Transport.NO : Transport.always(String.join(", ", copied)),
                1,
                MethodNeeds.AT_OUTPUT,
                MethodNeeds.NONE,
                "bursts apart from events: facilitating and depressing synapses from the layer above"
                        + (events == Events.LEARNED ? ", the latter plastic" : ""));
    }

    private BurstCcnParams params() {
        return new BurstCcnParams(burstProbability, offset, bursts, events);
    }

    @Override
    public ErrorPath errorPath() {
        return bursts == Bursts.OWN ? ErrorPath.S : ErrorPath.TRANSPOSED;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new BurstCcn(place.network(), place.targets(), place.product(), params()));
    }

    @Override
    public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
        BurstCcn.enter(network, params(), weights, streams);
    }

    @Override
    public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return events == Events.LEARNED
                ? new OwnPathways(
                        network,
                        forward.get(),
                        Map.of(BurstCcn.EVENTS, LayerRates.all(eventSteps, forward.get(), network)))
                : forward.get();
    }
}

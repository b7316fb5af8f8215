package org.apical.app.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.experiment.MethodNeeds.Transport;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.LayerRates;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.theory.DendriticMicrocircuit;
import org.apical.plasticity.theory.MicrocircuitParams;
import org.apical.plasticity.theory.MicrocircuitParams.Interneurons;
import org.apical.plasticity.theory.MicrocircuitParams.TopDown;
import org.apical.plasticity.theory.Settling;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link DendriticMicrocircuit}. The mixing factors of the publication are 0.8/1.9. */
public record MicrocircuitMethod(
        @Key(
                value = "lambda of the output towards its target, times lambda of the target",
                or = "0.42",
                above = 0,
                below = 1)
        double nudge,

        @Key(value = "lambda of apical dendrites towards the soma", or = "0.42", above = 0, below = 1)
        double apical,

        @Key(
                value = "lambda of interneurons towards the neurons of the layer above that they predict",
                or = "0.42",
                above = 0,
                below = 1)
        double teaching,

        @Key(value = "top-down weights: transposed, W^T at every step, or own, drawn and fixed", or = "own")
        TopDown topDown,

        @Key(
                value =
                        "weights to and from interneurons: self predicting at every step, copied (self-predicting at first) and learned, or drawn and learned",
                or = "self predicting")
        Interneurons interneurons,

        @Key(value = "steps of weights to interneurons over those of forward weights", or = "3", least = 0)
        double predictionSteps,

        @Key(value = "steps of weights from interneurons over those of forward weights", or = "0.01", least = 0)
        double inhibitionSteps,

        @Key(value = "largest move of a potential in the last sweep", or = "1e-8", above = 0)
        double tolerance,

        @Key(value = "most sweeps", or = "2000", least = 1, most = 1e6)
        int sweeps)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        boolean own = topDown == TopDown.OWN;
        String transposed = "top-down weights are W^T";
        String lateral = "K = W, P = -" + (own ? "S" : "W^T");
        return new MethodNeeds(
                switch (interneurons) {
                    case SELF_PREDICTING -> Transport.always(own ? lateral : transposed + ", " + lateral);
                    case COPIED ->
                        own ? Transport.once(lateral) : Transport.always(transposed + "; at the start " + lateral);
                    case DRAWN -> own ? Transport.NO : Transport.always(transposed);
                },
                1,
                MethodNeeds.AT_OUTPUT,
                "potentials, to " + tolerance,
                "in each hidden layer an interneuron for each unit of the layer above"
                        + (interneurons.plastic() ? ", two plastic pathways" : "") + "; top-down weights");
    }

    private Map<OwnPathway, Optimiser> lateral(Supplier<Optimiser> forward, NetworkDescription network) {
        Map<OwnPathway, Optimiser> lateral = new LinkedHashMap<>();
        lateral.put(DendriticMicrocircuit.INTERNEURONS, LayerRates.all(predictionSteps, forward.get(), network));
        lateral.put(DendriticMicrocircuit.INHIBITION, LayerRates.all(inhibitionSteps, forward.get(), network));
        return lateral;
    }

    private MicrocircuitParams params() {
        return new MicrocircuitParams(nudge, apical, teaching, topDown, interneurons, new Settling(tolerance, sweeps));
    }

    private DendriticMicrocircuit on(Place place) {
        return new DendriticMicrocircuit(place.network(), place.targets(), place.product(), params());
    }

    @Override
    public ErrorPath errorPath() {
        return topDown == TopDown.OWN ? ErrorPath.S : ErrorPath.TRANSPOSED;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(on(place));
    }

    /** The circuit without a nudge, where apical dendrites may be silent or not. */
    @Override
    public Optional<Outputs> outputs(Place place) {
        return interneurons.plastic() ? Optional.of(on(place)::outputs) : Optional.empty();
    }

    @Override
    public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
        DendriticMicrocircuit.enter(network, params(), weights, streams);
    }

    @Override
    public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return interneurons.plastic()
                ? new OwnPathways(network, forward.get(), lateral(forward, network))
                : forward.get();
    }
}

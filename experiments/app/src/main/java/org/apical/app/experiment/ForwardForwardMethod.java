package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.theory.ForwardForward;
import org.apical.plasticity.theory.ForwardForward.Goodness;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link ForwardForward}. */
public record ForwardForwardMethod(
        @Key(
                value = "theta, mean squared activity of a layer above which the label is taken to be right",
                or = "0.5",
                above = 0)
        double theta,

        @Key(value = "standard deviation of F, from labels to the input, in units of 1/sqrt(n_0)", or = "3", above = 0)
        double scale,

        @Key(
                value = "first hidden layer whose activity counts for the answer, 2 as published",
                or = "1",
                least = 1,
                most = 1e6)
        int counted)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.NO,
                3,
                "whether the label that is shown is right, and the goodness of its layer, to every unit; at the output, its error",
                MethodNeeds.NONE,
                "F from labels to the input; normalisation of activity between layers; a pass for each class to answer");
    }

    private ForwardForward on(Place place) {
        return new ForwardForward(
                place.network(),
                place.targets(),
                place.product(),
                new Goodness(theta, scale, counted),
                place.streams());
    }

    @Override
    public boolean classes() {
        return true;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(on(place));
    }

    /** Goodness of each class. */
    @Override
    public Optional<Outputs> outputs(Place place) {
        return Optional.of(on(place)::outputs);
    }
}

package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.theory.TargetPropagation;

/** {@link TargetPropagation}. */
public record TargetPropagationMethod(
        @Key(
                value = "rho, weight of the squared activity beside the squared distance that an inverse leaves",
                or = "1",
                above = 0)
        double regularisation,

        @Key(
                value = "share of the range of bounded transfer at each of its ends that is not inverted",
                or = "0.05",
                above = 0,
                below = 0.5)
        double margin)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.always("the inverse of each layer is computed from W"),
                1,
                "targets, from layer to layer",
                MethodNeeds.NONE,
                "the regularised inverse of each layer");
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(
                new TargetPropagation(place.network(), place.targets(), place.product(), regularisation, margin));
    }
}

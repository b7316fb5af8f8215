package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.theory.CounterCurrent;
import org.apical.plasticity.theory.CounterCurrent.Agreement;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link CounterCurrent}. */
public record CounterCurrentMethod(
        @Key(
                value =
                        "what layers of the two networks agree in: class, aligned activity for the same class and orthogonal activity for others, or difference, equal activity; difference alone where outputs are no classes",
                or = "class")
        Agreement agreement)
        implements PlasticBackward {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.NO,
                1,
                "the target, through a network of its own"
                        + (agreement == Agreement.CLASS
                                ? "; which class a sample has, and the scalar product of the whole layer's activity with that of each class, to every unit"
                                : "")
                        + "; at the output, its error",
                MethodNeeds.NONE,
                "a network from target to input, plastic S, and a comparison of each layer with its own");
    }

    @Override
    public boolean classes() {
        return agreement == Agreement.CLASS;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new CounterCurrent(place.network(), place.targets(), place.product(), agreement));
    }
}

package org.apical.neuron.soma;

import java.util.Optional;

/** Spikes of the intensity that the unit codes its rate with, without reset: the neurons of a unit share their potentials (Urbanczik and Senn 2014). */
public record SharedEscape() implements SomaDescription {
    @Override
    public AfterSpike afterSpike() {
        return new AfterSpike.Unchanged();
    }

    @Override
    public Optional<SomaticOutput> own() {
        return Optional.empty();
    }
}

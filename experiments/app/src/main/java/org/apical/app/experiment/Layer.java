package org.apical.app.experiment;

import java.util.Optional;
import org.apical.network.description.Competition;
import org.apical.neuron.parameter.Key;

/** A layer of units. */
public record Layer(
        @Key("its name") String name,

        @Key(value = "units; default of the last layer: as many as the data have outputs", least = 1, most = MOST_UNITS)
        Optional<Integer> units,

        @Key(value = "phi", or = "tanh") Transfer transfer,

        @Key(value = "whether its units have a bias", or = "true")
        boolean bias,

        @Key(value = "what its units do to each other", or = "none")
        Competition competition,

        @Key("what its neurons have of their own; default: all as in neurons and spikes")
        Optional<LayerNeuron> neuron) {
    static final int MOST_UNITS = 1_000_000;
}

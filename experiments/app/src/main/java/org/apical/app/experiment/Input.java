package org.apical.app.experiment;

import java.util.Optional;
import org.apical.network.formulation.InputForm;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.reduction.RateCode;

/** The input population and how its numbers become firing rates. */
public record Input(
        @Key(value = "its name", or = "input") String name,

        @Key(value = "units; default: as many as the data have", least = 1, most = Layer.MOST_UNITS)
        Optional<Integer> units,

        @Key(value = "nu_0", or = "0", least = 0) double baselineHz,
        @Key(value = "nu_1", or = "100", above = 0) double gainHz,

        @Key(value = "what it sends in F3: spikes, or their diffusion approximation", or = "spikes")
        InputForm as) {

    /** nu = nu_0 + nu_1 r. */
    RateCode code() {
        return new RateCode(baselineHz, gainHz);
    }
}

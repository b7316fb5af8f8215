package org.apical.network.description;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * A population that fires on its own, whatever the input: Poisson spikes in F3, their rate in F2.
 *
 * @param neurons neurons per unit
 * @param rateHz firing rate of each neuron (Hz); 0: it is silent, as a control
 */
public record SourceDescription(
        @Key("its name") String name,
        @Key(value = "units", least = 1, most = 1e6) int units,

        @Key(value = "neurons a unit", or = "1", least = 1, most = 1e6)
        int neurons,

        @Key(value = "firing rate of each neuron", least = 0)
        double rateHz) {
    public SourceDescription {
        Require.that(name != null && !name.isBlank(), "SourceDescription.name", "must not be blank", name);
        Require.atLeast(name + ".units", units, 1);
        Require.atLeast(name + ".neurons", neurons, 1);
        Require.notNegative(name + ".rateHz", rateHz, "Hz");
    }

    /** The abstract rate it sends: 1 stands for its firing rate, and where it is silent it sends 0. */
    public double rate() {
        return rateHz > 0 ? 1 : 0;
    }
}

package org.apical.app.experiment;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.population.SpikingUnits;

/** The populations of F3. */
public record Spikes(
        @Key(value = "how neurons spike", or = "escape") SomaDescription soma,

        @Key(value = "N", or = "60", least = 1, most = 100_000)
        int neuronsPerUnit,

        @Key(value = "tau_b of basal synapses and presynaptic traces", or = "5", above = 0)
        double synapseTauMs,

        @Key(value = "private membrane noise of neurons that reset", or = "0", least = 0)
        double noiseMv) {

    SpikingUnits units(double dtMs) {
        return soma.units(neuronsPerUnit, noiseMv, dtMs);
    }
}

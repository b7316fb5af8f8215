package org.apical.neuron.population;

import org.apical.neuron.parameter.Key;

/**
 * The synapses of a layer's neurons.
 *
 * @param basal those that projections from below, lateral and recurrent ones end on
 * @param apical those that the controller reaches
 */
public record LayerSynapses(
        @Key(value = "those of feedforward, lateral and recurrent projections", or = "current")
        DendriteSynapses basal,

        @Key(value = "those of the controller", or = "current")
        DendriteSynapses apical) {
    /** Currents everywhere. */
    public static final LayerSynapses CURRENTS =
            new LayerSynapses(new DendriteSynapses.Currents(), new DendriteSynapses.Currents());

    /** Whether all of them are currents, so that the membrane is linear between spikes. */
    public boolean linear() {
        return basal.signs() == 1 && apical.signs() == 1;
    }

    /** In words: one for both where they are alike. */
    public String title() {
        return basal.title().equals(apical.title()) ? basal.title() : basal.title() + "; apical " + apical.title();
    }
}

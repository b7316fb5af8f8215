package org.apical.network.formulation;

import java.util.Optional;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.RateReduction;

/**
 * The neurons of a layer.
 *
 * @param reduction cell and code
 * @param synapses on its dendrites
 * @param units how its units are made of neurons that spike (F3); none: as those of the formulation
 */
public record LayerNeurons(RateReduction reduction, LayerSynapses synapses, Optional<SpikingUnits> units) {

    /** With current synapses. */
    public static LayerNeurons of(RateReduction reduction) {
        return new LayerNeurons(reduction, LayerSynapses.CURRENTS, Optional.empty());
    }
}

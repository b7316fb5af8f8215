package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.soma.SomaDescription;

/** What the neurons of a layer have of their own, in place of what {@code neurons} and {@code spikes} say of all layers. */
public record LayerNeuron(
        @Key("the cell") Optional<CellDescription> cell,
        @Key("code of its units") Optional<Neurons.Code> code,
        @Key("synapses on its dendrites") Optional<LayerSynapses> synapses,
        @Key("how its units differ from the cell") Optional<Scatter> scatter,
        @Key("how its neurons spike") Optional<SomaDescription> soma,

        @Key(value = "N", least = 1, most = Spikes.MOST_NEURONS)
        Optional<Integer> neuronsPerUnit,

        @Key(value = "private membrane noise of neurons that reset", least = 0)
        Optional<Double> noiseMv) {
    static final LayerNeuron NOTHING = new LayerNeuron(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}

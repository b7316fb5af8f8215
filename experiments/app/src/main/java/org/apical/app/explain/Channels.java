package org.apical.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LayerAssumptions;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.DendriteSynapses.Synaptic;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.reduction.RateReduction;

/**
 * Synaptic conductances of one kind on the dendrites of a layer.
 *
 * @param reversalMv E (mV)
 * @param tauMs decay (ms); infinite: it holds until it is set anew
 * @param nanoSPerSpike what a spike of one presynaptic neuron of the chain adds for |W| = 1 (nS); empty of feedback
 * @param nanoSPerDrive mean for a drive W r, or a feedback Q u, of 1 that excites, or of -1 that inhibits (nS)
 */
record Channels(String name, double reversalMv, double tauMs, OptionalDouble nanoSPerSpike, double nanoSPerDrive) {

    /** Those of a layer; none where all synapses are currents. */
    static List<Channels> of(Formulations formulations, int layer, double picoAPerSpike) {
        RateReduction reduction = formulations.neurons().reduction(formulations.network(), layer);
        LayerSynapses synapses = formulations.cell(layer).synapses();
        List<Channels> channels = new ArrayList<>();
        add(
                channels,
                LayerAssumptions.basal(formulations, layer),
                synapses.basal().held("b", PyramidalCell.BASAL, reduction.workingBasalMv()),
                OptionalDouble.of(picoAPerSpike),
                reduction.basalPicoAPerDrive());
        add(
                channels,
                LayerAssumptions.apical(formulations, layer),
                synapses.apical().held("a", PyramidalCell.APICAL, reduction.workingApicalMv()),
                OptionalDouble.empty(),
                reduction.apicalPicoAPerFeedback());
        return channels;
    }

    private static void add(
            List<Channels> channels,
            List<Synaptic> own,
            List<Synaptic> held,
            OptionalDouble perSpike,
            double perDrive) {
        for (int k = 0; k < own.size(); k++) {
            Synaptic synaptic = own.get(k);
            double mean = held.get(k).perPicoA() * perDrive;
            synaptic.input()
                    .reversal()
                    .ifPresent(reversal -> channels.add(new Channels(
                            synaptic.input().name(),
                            reversal,
                            1 / synaptic.input().decayPerMs(),
                            perSpike.stream()
                                    .map(picoA -> picoA * synaptic.perPicoA())
                                    .findFirst(),
                            mean)));
        }
    }
}

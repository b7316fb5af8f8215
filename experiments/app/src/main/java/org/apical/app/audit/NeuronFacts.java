package org.apical.app.audit;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.LayerAssumptions;
import org.apical.neuron.reduction.Assumption;

/**
 * The neurons of a layer, and what F1 takes for granted of them.
 *
 * @param cell as in files
 * @param soma as in files
 * @param synapses on their dendrites, in words
 * @param neurons in all
 * @param violated assumptions of the reduction that do not hold
 */
record NeuronFacts(String layer, String cell, String soma, String synapses, long neurons, List<Assumption> violated) {

    static List<NeuronFacts> of(Formulations formulations) {
        return IntStream.range(0, formulations.network().layers())
                .mapToObj(l -> new NeuronFacts(
                        formulations.network().chain().get(l).name(),
                        ExperimentFile.name(formulations.cell(l).cell()),
                        ExperimentFile.name(formulations.spikes(l).soma()),
                        formulations.cell(l).synapses().title(),
                        (long) formulations.network().units(l) * formulations.neuronsPerUnit(l),
                        LayerAssumptions.of(formulations, l).list().stream()
                                .filter(a -> !a.holds())
                                .toList()))
                .toList();
    }

    /** The violated assumptions with their measures, in words. */
    String violations() {
        return violated.isEmpty()
                ? "none"
                : String.join(
                        "; ",
                        violated.stream()
                                .map(a -> a.name()
                                        + String.format(
                                                java.util.Locale.ROOT,
                                                " (%.2g, limit %.2g)",
                                                a.violation(),
                                                a.tolerance()))
                                .toList());
    }
}

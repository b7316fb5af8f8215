package org.apical.app.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apical.app.task.Task;
import org.apical.app.task.TaskDescription;
import org.apical.network.control.Control;
import org.apical.network.description.SourceDescription;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateReduction;

/**
 * Everything that a run depends on, one YAML file; every command is a question asked of it. The keys of a file are the components, {@link ExperimentFile} reads and writes them.
 */
public record Experiment(
        @Key("what is learned from; without it nothing learns")
        Optional<TaskDescription> data,

        @Key(value = "the input population", or = "{}") Input input,

        @Key("the layers, in the order of the chain unless feedforward says otherwise")
        List<Layer> layers,

        @Key("the projections of the chain; default: all to all from layer to layer")
        List<Pathway> feedforward,

        @Key("populations that fire on their own") List<SourceDescription> sources,

        @Key("projections beside the chain: lateral, recurrent, from sources")
        List<Pathway> projections,

        @Key(value = "the neurons of F2 and F3", or = "{}") Neurons neurons,
        @Key(value = "the populations of F3", or = "{}") Spikes spikes,

        @Key(value = "what drives the output to its target", or = "ideal")
        Control controller,

        @Key(value = "time", or = "{}") Clock timing,
        @Key(value = "how the network learns", or = "{}") Learning learning,

        @Key(value = "what it is run as", or = "[F1, F2, F3]")
        List<Form> formulations,

        @Key(value = "how formulations are compared", or = "{}")
        Agreement agreement,

        @Key(value = "what is kept beside scores", or = "{}")
        Kept record,

        @Key(value = "what an audit looks at", or = "{}") AuditPlan audit,
        @Key(value = "root of all random numbers", or = "1") long seed) {

    /** The same with at most so many samples, epochs, and samples whose steady states are compared; feedback learns as long. */
    public Experiment limited(int train, int test, int epochs, int probes) {
        return with(
                data.map(task -> task.limited(train, test)),
                learning.limited(epochs),
                new Agreement(Math.min(probes, agreement.samples()), agreement.settleMs()));
    }

    /** The same with paths that are relative to a directory. */
    Experiment in(Path directory) {
        return with(data.map(task -> task.in(directory)), learning.in(directory), agreement);
    }

    private Experiment with(Optional<TaskDescription> otherData, Learning otherLearning, Agreement otherAgreement) {
        return new Experiment(
                otherData,
                input,
                layers,
                feedforward,
                sources,
                projections,
                neurons,
                spikes,
                controller,
                timing,
                otherLearning,
                formulations,
                otherAgreement,
                record,
                audit,
                seed);
    }

    /** The same with another cell. */
    public Experiment with(CellDescription cell) {
        return new Experiment(
                data,
                input,
                layers,
                feedforward,
                sources,
                projections,
                new Neurons(
                        cell,
                        neurons.hidden(),
                        neurons.output(),
                        neurons.synapses(),
                        neurons.remap(),
                        neurons.assumed(),
                        neurons.scatter(),
                        neurons.ranges()),
                spikes,
                controller,
                timing,
                learning,
                formulations,
                agreement,
                record,
                audit,
                seed);
    }

    /** The samples that are learned from and held out, divided as the seed says, of an experiment that has data. */
    public Task task() {
        return data.orElseThrow().task(new RandomStreams(seed));
    }

    /** The layer of a name. */
    public Layer layer(String name) {
        return layers.stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Cell, code and synapses of a layer's neurons, and how they differ. */
    public LayerCell cellOf(String layer, boolean last) {
        LayerNeuron own = layer(layer).neuron().orElse(LayerNeuron.NOTHING);
        return new LayerCell(
                own.cell().orElse(neurons.cell()),
                own.code().orElse(last ? neurons.output() : neurons.hidden()),
                own.synapses().orElse(neurons.synapses()),
                own.scatter().or(neurons::scatter));
    }

    /** How the units of a layer spike. */
    public Spikes spikesOf(String layer) {
        LayerNeuron own = layer(layer).neuron().orElse(LayerNeuron.NOTHING);
        return new Spikes(
                own.soma().orElse(spikes.soma()),
                own.neuronsPerUnit().orElse(spikes.neuronsPerUnit()),
                spikes.synapseTauMs(),
                own.noiseMv().orElse(spikes.noiseMv()),
                spikes.partMs());
    }

    /** Whether a weight does in every layer's neurons what it does in F1: all synapses are currents, scaled to the cell, which is that of all units. */
    public boolean exactMap() {
        return layers.stream().map(layer -> cellOf(layer.name(), false)).allMatch(of -> {
            RateReduction reduction = neurons.remap()
                    .of(RateReduction.of(of.cell().cell(), of.code().code()), neurons.assumed());
            return of.scatter().isEmpty()
                    && of.synapses().linear()
                    && reduction.basalShare() == 1
                    && reduction.apicalShare() == 1;
        });
    }

    /** Whether a spike resets the soma in some layer. */
    public boolean resets() {
        return layers.stream().anyMatch(layer -> spikesOf(layer.name()).soma().resets());
    }

    /**
     * What carries the units of a layer.
     *
     * @param synapses on the dendrites
     * @param scatter how units differ; empty: not at all
     */
    public record LayerCell(
            CellDescription cell, Neurons.Code code, LayerSynapses synapses, Optional<Scatter> scatter) {}
}

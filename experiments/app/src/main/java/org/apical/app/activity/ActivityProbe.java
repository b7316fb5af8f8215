package org.apical.app.activity;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Formulations;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Samples;

/** Where potentials and rates are while samples are shown, held-out ones and ones that are learned from: whole presentations as they are in learning. */
public final class ActivityProbe {
    private static final int LANES = 8;

    private final Formulations formulations;
    private final Experiment experiment;
    private final LaneBlocks threads;
    private final RandomStreams streams;

    public ActivityProbe(Formulations formulations, LaneBlocks threads, RandomStreams streams) {
        this.formulations = formulations;
        this.experiment = formulations.experiment();
        this.threads = threads;
        this.streams = streams;
    }

    /** What an observer fills in, a layer each. */
    public static List<LayerActivity> empty(Formulations formulations) {
        NetworkDescription network = formulations.network();
        return IntStream.range(0, network.layers())
                .mapToObj(l -> new LayerActivity(
                        formulations.ranges(l),
                        formulations.neurons().reduction(network, l).code().rates()))
                .toList();
    }

    /** Looks at every layer after each step. */
    public static StepObserver observer(List<LayerActivity> layers) {
        return (controlled, step, state) -> {
            for (int l = 0; l < layers.size(); l++) {
                layers.get(l).step(state.layer(l));
            }
        };
    }

    /** Adds the activity of a block, layer by layer. */
    public static void add(List<LayerActivity> block, List<LayerActivity> all) {
        for (int l = 0; l < all.size(); l++) {
            all.get(l).add(block.get(l));
        }
    }

    /** The activity of each layer under weights; as many samples of either kind as steady states are compared of. */
    public List<LayerActivity> of(Formulation formulation, NetworkWeights weights, Task task) {
        List<LayerActivity> layers = empty(formulations);
        if (!formulation.simulation(1).layer(0).compartments().isPresent()) {
            return layers;
        }
        for (SampleSet set : List.of(task.test(), task.train())) {
            show(formulation, formulation.map(weights), set, layers);
        }
        return layers;
    }

    private void show(Formulation formulation, SynapticWeights weights, SampleSet set, List<LayerActivity> layers) {
        int probed = Math.min(experiment.agreement().samples(), set.size());
        List<LaneBlocks.Block> blocks = LaneBlocks.cut(probed, LANES);
        List<List<LayerActivity>> found =
                blocks.stream().map(block -> empty(formulations)).toList();
        threads.run(blocks, block -> {
            List<LayerActivity> here = found.get(block.index());
            Samples samples = set.range(block.first(), block.lanes());
            long[] trials = IntStream.range(0, block.lanes())
                    .mapToLong(lane -> block.first() + lane)
                    .toArray();
            Presentation presentation = new Presentation(samples.lanes(0, block.lanes()), trials, Phase.PROBE, streams);
            Simulation simulation = formulation.simulation(block.lanes());
            simulation.present(
                    weights, presentation, experiment.learning().target().of(samples), observer(here));
            here.forEach(LayerActivity::end);
        });
        found.forEach(block -> add(block, layers));
    }
}

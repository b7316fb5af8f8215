package org.apical.app.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.model.NetworkModel.Clock;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.SourceDescription;
import org.apical.network.formulation.NeuronSet;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;

/**
 * Reads the description of a network from YAML and refuses, before anything runs, what could not run. The keys are those of {@link
 * NetworkYaml}, which writes it; {@code experiments/networks} holds examples.
 */
public final class NetworkFile {
    private static final int MOST_UNITS = 1_000_000;
    private static final long MOST_SYNAPSES = 1L << 28;

    private final Located root;

    private NetworkFile(Located root) {
        this.root = root;
    }

    /** Reads a file; throws {@link org.apical.app.UserError} with file, key and line. */
    public static NetworkModel read(Path path) {
        return new NetworkFile(LocatedYaml.read(path)).model();
    }

    /** Reads text under the name of a file. */
    static NetworkModel read(String file, String text) {
        return new NetworkFile(LocatedYaml.read(file, text)).model();
    }

    private NetworkModel model() {
        root.keys(
                "input",
                "layers",
                "feedforward",
                "sources",
                "projections",
                "neurons",
                "spikes",
                "controller",
                "timing",
                "learning");
        Located input = root.get("input").keys("name", "units", "baselineHz", "gainHz");
        Map<String, Integer> units = new LinkedHashMap<>();
        units.put(input.get("name").text(), input.get("units").integer(1, MOST_UNITS));
        NeuronReader reader = new NeuronReader(root);
        PyramidalCell cell = reader.cell();
        UnitCode hidden = reader.code("hidden");
        UnitCode output = reader.code("output");
        RateCode inputCode =
                input.build(() -> new RateCode(input.number("baselineHz", 0), input.number("gainHz", 100)));

        Map<String, Located> layers = new LinkedHashMap<>();
        for (Located layer : root.get("layers").items()) {
            layer.keys("name", "units", "transfer", "bias");
            Located name = layer.get("name");
            if (units.putIfAbsent(name.text(), layer.get("units").integer(1, MOST_UNITS)) != null) {
                throw name.expected("a name of its own");
            }
            layers.put(name.text(), layer);
        }
        List<SourceDescription> sources = sources(units);
        List<Located> order = new ChainReader(input.get("name").text(), layers).order(root.get("feedforward"));
        ProjectionReader projections = new ProjectionReader(units);
        List<LayerDescription> chain = new ArrayList<>();
        List<ProjectionDescription> forward = new ArrayList<>();
        for (Located projection : order) {
            forward.add(sized(projection, projections.read(projection), units));
            boolean last = forward.size() == order.size();
            chain.add(reader.layer(layers.get(projection.get("to").text()), last ? output : hidden));
        }
        List<ProjectionDescription> others = root.find("projections")
                .map(list -> list.items(p -> other(p, sized(p, projections.read(p), units), chain, sources)))
                .orElse(List.of());
        NetworkDescription network = root.build(() -> new NetworkDescription(
                input.get("name").text(), input.get("units").integer(1, MOST_UNITS), chain, sources, forward, others));

        Clock clock = clock();
        SpikingUnits spiking = reader.units();
        NetworkModel model = root.build(() -> new NetworkModel(
                network,
                clock,
                new NeuronSet(cell, inputCode, hidden, output),
                spiking,
                reader.synapseTauMs(),
                new ControllerReader(root).read(clock.dtMs()),
                new LearningReader(root).read(network)));
        new StepCheck(root).check(model);
        return model;
    }

    private List<SourceDescription> sources(Map<String, Integer> units) {
        return root.find("sources")
                .map(list -> list.items(source -> {
                    source.keys("name", "units", "neurons", "rateHz");
                    Located name = source.get("name");
                    int n = source.get("units").integer(1, MOST_UNITS);
                    if (units.putIfAbsent(name.text(), n) != null) {
                        throw name.expected("a name of its own");
                    }
                    int neurons = source.find("neurons")
                            .map(k -> k.integer(1, MOST_UNITS))
                            .orElse(1);
                    return source.build(() -> new SourceDescription(
                            name.text(), n, neurons, source.get("rateHz").number()));
                }))
                .orElse(List.of());
    }

    /** Throws if the projection has more possible synapses than fit a matrix. */
    private static ProjectionDescription sized(
            Located at, ProjectionDescription projection, Map<String, Integer> units) {
        long pairs = (long) units.get(projection.from()) * units.get(projection.to());
        if (pairs > MOST_SYNAPSES) {
            throw at.expected("at most " + MOST_SYNAPSES + " pairs of units (here " + pairs + ")");
        }
        return projection;
    }

    /** Asks the description itself whether the projection can be one beside the chain, so that its answer names this line. */
    private ProjectionDescription other(
            Located at, ProjectionDescription other, List<LayerDescription> chain, List<SourceDescription> sources) {
        at.build(() -> {
            NetworkDescription.checkOther(chain, sources, other);
            return other;
        });
        return other;
    }

    private Clock clock() {
        Located timing = root.get("timing").keys("dtMs", "tauUMs", "freeMs", "warmupMs", "controlledMs");
        return timing.build(() -> new Clock(
                timing.get("dtMs").number(),
                timing.number("tauUMs", 100),
                timing.number("freeMs", 300),
                timing.number("warmupMs", 50),
                timing.number("controlledMs", 500)));
    }
}

package org.apical.app.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apical.network.description.Connectivity;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.SourceDescription;
import org.apical.neuron.transfer.TransferFunction;

/** The network of an experiment. */
final class Networks {
    private static final long MOST_SYNAPSES = 1L << 28;

    private final Experiment experiment;
    private final Delays delays;
    private final Map<String, Integer> units = new LinkedHashMap<>();

    private Networks(Experiment experiment, Delays delays) {
        this.experiment = experiment;
        this.delays = delays;
    }

    /** phi of a layer. */
    @FunctionalInterface
    interface Phi {
        TransferFunction of(Layer layer, boolean last);
    }

    /** @param delays to which its own are added */
    static NetworkDescription network(Experiment experiment, Delays delays, Phi phi) {
        return new Networks(experiment, delays).network(phi);
    }

    private NetworkDescription network(Phi phi) {
        populations();
        List<Layer> layers = experiment.layers();
        List<LayerDescription> chain = new ArrayList<>();
        List<ProjectionDescription> forward = new ArrayList<>();
        List<Pathway> order = new Chain(experiment).order();
        for (Pathway pathway : order) {
            String at = at("feedforward", experiment.feedforward(), pathway);
            forward.add(projection(at, pathway));
            int l = layers.indexOf(layers.stream()
                    .filter(layer -> layer.name().equals(pathway.to()))
                    .findFirst()
                    .orElseThrow());
            boolean last = forward.size() == order.size();
            chain.add(layer(layers.get(l), "layers[" + l + "]", last, phi));
        }
        List<ProjectionDescription> others = new ArrayList<>();
        for (Pathway pathway : experiment.projections()) {
            String at = at("projections", experiment.projections(), pathway);
            ProjectionDescription other = projection(at, pathway);
            Misfit.check(at, () -> NetworkDescription.checkOther(chain, experiment.sources(), other));
            others.add(other);
        }
        String input = experiment.input().name();
        return Misfit.at(
                "layers",
                () -> new NetworkDescription(input, units.get(input), chain, experiment.sources(), forward, others));
    }

    private static String at(String list, List<Pathway> pathways, Pathway pathway) {
        int k = pathways.indexOf(pathway);
        return k < 0 ? "layers" : list + "[" + k + "]";
    }

    /** Units of every population, by name. */
    private void populations() {
        int inputs = experiment
                .input()
                .units()
                .or(() -> experiment.data().map(data -> Misfit.at("data", data::inputs)))
                .orElseThrow(() -> Misfit.expected("input", "the key units, or data to take them from"));
        units.put(experiment.input().name(), inputs);
        List<Layer> layers = experiment.layers();
        if (layers.isEmpty()) {
            throw Misfit.expected("layers", "at least one layer");
        }
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            boolean outputs = l == layers.size() - 1;
            int n = layer.units()
                    .or(() -> outputs
                            ? experiment.data().map(data -> Misfit.at("data", data::outputs))
                            : Optional.empty())
                    .orElseThrow(misses("layers[" + l + "]"));
            if (units.putIfAbsent(layer.name(), n) != null) {
                throw Misfit.expected("layers[" + l + "].name", "a name of its own");
            }
        }
        for (int s = 0; s < experiment.sources().size(); s++) {
            SourceDescription source = experiment.sources().get(s);
            if (units.putIfAbsent(source.name(), source.units()) != null) {
                throw Misfit.expected("sources[" + s + "].name", "a name of its own");
            }
        }
    }

    private static java.util.function.Supplier<Misfit> misses(String layer) {
        return () -> Misfit.expected(layer, "the key units");
    }

    private LayerDescription layer(Layer layer, String at, boolean last, Phi phi) {
        TransferFunction transfer = Misfit.at(at + ".transfer", () -> phi.of(layer, last));
        return Misfit.at(
                at,
                () -> new LayerDescription(
                        layer.name(), units.get(layer.name()), transfer, layer.bias(), layer.competition()));
    }

    private ProjectionDescription projection(String at, Pathway pathway) {
        int from = units(at + ".from", pathway.from());
        int to = units(at + ".to", pathway.to());
        long pairs = (long) from * to;
        if (pairs > MOST_SYNAPSES) {
            throw Misfit.expected(at, "at most " + MOST_SYNAPSES + " pairs of units (here " + pairs + ")");
        }
        if (pathway.connectivity() instanceof Connectivity.Pairs listed) {
            for (int k = 0; k < listed.pairs().size(); k++) {
                Connectivity.Pair pair = listed.pairs().get(k);
                index(at + ".connectivity.pairs[" + k + "][0]", pair.from(), from);
                index(at + ".connectivity.pairs[" + k + "][1]", pair.to(), to);
            }
        }
        Misfit.check(
                at + ".delayMs", () -> delays.add(at + ".delayMs", pathway.delayMs(), from, pathway.plastic() ? 2 : 1));
        return Misfit.at(at, pathway::description);
    }

    private static void index(String at, int index, int units) {
        if (index >= units) {
            throw Misfit.expected(at, "a whole number from 0 to " + (units - 1));
        }
    }

    private int units(String at, String name) {
        Integer found = units.get(name);
        if (found == null) {
            throw Misfit.expected(at, "one of " + String.join(", ", units.keySet()));
        }
        return found;
    }
}

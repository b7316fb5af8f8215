package org.apical.network.description;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.transfer.TransferFunction;

/**
 * A network, whatever it is run as: a chain of layers above an input, populations that fire on their own, and projections between them.
 * Layers count from 0, the first one after the input.
 *
 * @param input name of the input population
 * @param inputs n_0, its units
 * @param chain the layers, each above the one before
 * @param sources populations that fire on their own
 * @param forward the projections of the chain, one a layer, from the layer (or input) below
 * @param others lateral and recurrent projections between layers, and those of sources
 */
public record NetworkDescription(
        String input,
        int inputs,
        List<LayerDescription> chain,
        List<SourceDescription> sources,
        List<ProjectionDescription> forward,
        List<ProjectionDescription> others) {
    private static final String DEFAULT_INPUT = "input";
    /** Fewest numbers that a running network keeps of a unit in a lane: its drives, potentials and rates. */
    private static final int ARRAYS = 10;

    public NetworkDescription {
        chain = List.copyOf(chain);
        sources = List.copyOf(sources);
        forward = List.copyOf(forward);
        others = List.copyOf(others);
        Require.that(input != null && !input.isBlank(), "NetworkDescription.input", "must not be blank", input);
        Require.atLeast(input + ".units", inputs, 1);
        Require.atLeast("NetworkDescription.chain.length", chain.size(), 1);
        Require.that(
                forward.size() == chain.size(),
                "NetworkDescription.forward",
                "must hold one projection for each of " + chain.size() + " layers",
                forward.size());
        Set<String> names = new HashSet<>(Set.of(input));
        for (LayerDescription layer : chain) {
            unique(names, layer.name());
        }
        for (SourceDescription source : sources) {
            unique(names, source.name());
        }
        String below = input;
        int presynaptic = inputs;
        for (int l = 0; l < chain.size(); l++) {
            LayerDescription layer = chain.get(l);
            checkForward(forward.get(l), below, presynaptic, layer);
            below = layer.name();
            presynaptic = layer.units();
        }
        for (ProjectionDescription other : others) {
            checkOther(chain, sources, other);
        }
        int outputs = chain.get(chain.size() - 1).units();
        for (LayerDescription layer : chain) {
            Sizes.elements("feedback weights of " + layer.name(), layer.units(), outputs);
        }
    }

    private static void unique(Set<String> names, String name) {
        Require.that(names.add(name), "NetworkDescription", "must give every population a name of its own", name);
    }

    private static void checkForward(
            ProjectionDescription projection, String below, int presynaptic, LayerDescription layer) {
        boolean between = projection.from().equals(below) && projection.to().equals(layer.name());
        Require.that(
                between && projection.site() == Site.BASAL,
                "NetworkDescription.forward",
                "must lead from " + below + " to the basal dendrites of " + layer.name(),
                projection.from() + " to " + projection.to() + ", " + projection.site());
        Sizes.elements(projection.name(), layer.units(), presynaptic);
        projection.connectivity().check(layer.units(), presynaptic);
    }

    /** Throws unless a projection can stand beside the chain: known ends, a delay where it leads back, indices that exist. */
    public static void checkOther(
            List<LayerDescription> chain, List<SourceDescription> sources, ProjectionDescription other) {
        List<String> layers = chain.stream().map(LayerDescription::name).toList();
        List<String> firing = sources.stream().map(SourceDescription::name).toList();
        int to = layers.indexOf(other.to());
        int from = layers.indexOf(other.from());
        Require.that(to >= 0, "projection.to", "must be a layer: " + String.join(", ", layers), other.to());
        Require.that(
                from >= 0 || firing.contains(other.from()),
                "projection.from",
                "must be a layer or a source: " + String.join(", ", layers) + ", " + String.join(", ", firing),
                other.from());
        Require.that(
                from < to || other.delayMs() > 0,
                "projection " + other.from() + " to " + other.to() + ".delayMs",
                "must be > 0 ms on a recurrent path",
                other.delayMs());
        Require.that(
                !other.plastic() || (from >= 0 && other.site() == Site.BASAL),
                "projection " + other.from() + " to " + other.to() + ".plastic",
                "needs a layer that sends and basal dendrites: elsewhere no rule learns",
                other.site());
        int presynaptic = from >= 0
                ? chain.get(from).units()
                : sources.get(firing.indexOf(other.from())).units();
        Sizes.elements(other.name(), chain.get(to).units(), presynaptic);
        other.connectivity().check(chain.get(to).units(), presynaptic);
    }

    /**
     * A plain chain, dense, without delays: layers {@code hidden 1}, ..., {@code output} above {@code input}.
     *
     * @param sizes n_0, n_1, ..., n_L
     * @param hidden phi of layers 1 .. L - 1
     * @param output phi of layer L
     */
    public NetworkDescription(List<Integer> sizes, TransferFunction hidden, TransferFunction output) {
        this(DEFAULT_INPUT, first(sizes), plainChain(sizes, hidden, output), List.of(), plainForward(sizes), List.of());
    }

    private static int first(List<Integer> sizes) {
        Require.atLeast("NetworkDescription.sizes.length", sizes.size(), 2);
        return sizes.get(0);
    }

    private static List<LayerDescription> plainChain(
            List<Integer> sizes, TransferFunction hidden, TransferFunction output) {
        return IntStream.range(1, sizes.size())
                .mapToObj(l -> new LayerDescription(
                        plainName(sizes, l), sizes.get(l), l == sizes.size() - 1 ? output : hidden))
                .toList();
    }

    private static List<ProjectionDescription> plainForward(List<Integer> sizes) {
        return IntStream.range(1, sizes.size())
                .mapToObj(l -> ProjectionDescription.dense(plainName(sizes, l - 1), plainName(sizes, l)))
                .toList();
    }

    private static String plainName(List<Integer> sizes, int l) {
        if (l == 0) {
            return DEFAULT_INPUT;
        }
        return l == sizes.size() - 1 ? "output" : "hidden " + l;
    }

    /** Whether the network is a chain and nothing else, without units that compete. */
    public boolean isPlainChain() {
        return others.isEmpty() && chain.stream().noneMatch(LayerDescription::competes);
    }

    /** Throws unless every delay is a multiple of the step {@code dtMs} (ms). */
    public void requireGrid(double dtMs) {
        Stream.concat(forward.stream(), others.stream()).forEach(p -> p.delaySteps(dtMs));
    }

    /** Number of weights and biases, feedback included. */
    public double weights() {
        double sum = 0;
        for (int l = 0; l < layers(); l++) {
            sum += (double) units(l) * (presynapticUnits(l) + 1 + outputs());
        }
        for (ProjectionDescription other : others) {
            sum += (double) unitsOf(other.to()) * unitsOf(other.from());
        }
        return sum;
    }

    /** Throws unless a block of so many lanes can be held in memory, as far as it depends on lanes. */
    public void requireRoom(int lanes) {
        double units = Sizes.elements(input + ": units x lanes", inputs, lanes);
        for (LayerDescription layer : chain) {
            units += Sizes.elements(layer.name() + ": units x lanes", layer.units(), lanes);
        }
        for (SourceDescription source : sources) {
            units += Sizes.elements(source.name() + ": units x lanes", source.units(), lanes);
        }
        Sizes.requireRoom("a block of " + lanes + " lanes", ARRAYS * units);
    }

    /** Throws unless the network is a chain and nothing else, which is what the theory of the controlled network describes; {@code who} needs it. */
    public void requireChain(String who) {
        if (!others.isEmpty()) {
            throw new ParameterException(
                    who + ".network",
                    "must be a chain without lateral, recurrent or source projections: so is the theory",
                    others.size() + " of them");
        }
        requireNoCompetition(who);
    }

    /** Throws unless no units compete; {@code who} cannot have them do so. */
    public void requireNoCompetition(String who) {
        for (LayerDescription layer : chain) {
            Require.that(
                    !layer.competes(),
                    who + "." + layer.name() + ".competition",
                    "must be none here",
                    layer.competition());
        }
    }

    /** L, the number of layers after the input. */
    public int layers() {
        return chain.size();
    }

    /** n_L. */
    public int outputs() {
        return units(layers() - 1);
    }

    /** Units of a layer: {@code units(0)} is n_1. */
    public int units(int layer) {
        return chain.get(layer).units();
    }

    /** Units presynaptic to a layer in the chain. */
    public int presynapticUnits(int layer) {
        return layer == 0 ? inputs : units(layer - 1);
    }

    /** phi of a layer. */
    public TransferFunction transfer(int layer) {
        return chain.get(layer).transfer();
    }

    /** Number of the layer of that name; -1 if none has it. */
    public int layer(String name) {
        for (int l = 0; l < chain.size(); l++) {
            if (chain.get(l).name().equals(name)) {
                return l;
            }
        }
        return -1;
    }

    /** Number of the source of that name; -1 if none has it. */
    public int source(String name) {
        for (int s = 0; s < sources.size(); s++) {
            if (sources.get(s).name().equals(name)) {
                return s;
            }
        }
        return -1;
    }

    /** Units of the population of that name. */
    public int unitsOf(String name) {
        if (name.equals(input)) {
            return inputs;
        }
        int l = layer(name);
        return l >= 0 ? units(l) : sources.get(source(name)).units();
    }
}

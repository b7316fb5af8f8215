package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Layer;
import org.apical.app.experiment.Transfer;

/** Other chains of layers, as they are written in a file. */
final class Chains {
    private Chains() {}

    /** The projections of a chain whose synapses exist with a probability. */
    static String feedforward(Experiment experiment, double probability) {
        List<String> names = Stream.concat(
                        Stream.of(experiment.input().name()),
                        experiment.layers().stream().map(Layer::name))
                .toList();
        return IntStream.range(1, names.size())
                .mapToObj(k -> "{from: '" + names.get(k - 1) + "', to: '" + names.get(k)
                        + "', connectivity: {probability: " + probability + "}}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The network with so many hidden layers, each like the first; of a chain that is all to all. */
    static Variant deep(Variant variant, Experiment experiment, int hidden) {
        Layer first = experiment.layers().get(0);
        Layer last = experiment.layers().get(experiment.layers().size() - 1);
        List<String> layers = new ArrayList<>();
        for (int k = 0; k < hidden; k++) {
            layers.add(layer(first, "hidden " + (k + 1)));
        }
        layers.add(layer(last, last.name()));
        return variant.with("feedforward", "[]").with("layers", "[" + String.join(", ", layers) + "]");
    }

    private static String layer(Layer like, String name) {
        String units = like.units().map(n -> ", units: " + n).orElse("");
        return "{name: '" + name + "'" + units + ", transfer: " + name(like.transfer()) + ", bias: " + like.bias()
                + "}";
    }

    private static String name(Transfer transfer) {
        return transfer == Transfer.FI_CURVE ? "f-I curve" : transfer.name().toLowerCase(Locale.ROOT);
    }

    /** Whether its layers may be repeated: a plain chain whose layers have nothing of their own. */
    static boolean repeatable(Experiment experiment) {
        return experiment.projections().isEmpty()
                && experiment.layers().size() > 1
                && experiment.layers().stream().allMatch(layer -> layer.neuron().isEmpty());
    }
}

package org.apical.app.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the layers of an experiment in the order of its feedforward list, which must be one chain from the input through all of them. */
final class Chain {
    private final String input;
    private final List<Layer> layers;
    private final List<Pathway> feedforward;

    Chain(Experiment experiment) {
        input = experiment.input().name();
        layers = experiment.layers();
        feedforward = experiment.feedforward();
    }

    /** The feedforward projections in the order of the chain; the layers one after the other where there is no list. */
    List<Pathway> order() {
        if (feedforward.isEmpty()) {
            List<Pathway> plain = new ArrayList<>();
            String below = input;
            for (Layer layer : layers) {
                plain.add(Pathway.dense(below, layer.name()));
                below = layer.name();
            }
            return plain;
        }
        Map<String, Integer> leaving = leaving();
        List<Pathway> chain = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(input));
        for (String at = input; leaving.containsKey(at); ) {
            int k = leaving.remove(at);
            Pathway pathway = feedforward.get(k);
            if (!seen.add(pathway.to())) {
                throw cycle(k, seen);
            }
            chain.add(pathway);
            at = pathway.to();
        }
        for (int k : leaving.values()) {
            throw seen.contains(feedforward.get(k).from())
                    ? cycle(k, seen)
                    : Misfit.expected(
                            "feedforward[" + k + "].from",
                            "a chain without a cycle that begins at " + input
                                    + ", which this population is not reached from");
        }
        for (int l = 0; l < layers.size(); l++) {
            if (!seen.contains(layers.get(l).name())) {
                throw Misfit.expected("layers[" + l + "]", "a feedforward projection that leads to this layer");
            }
        }
        return chain;
    }

    /** Number of the projection that leaves each population of the chain. */
    private Map<String, Integer> leaving() {
        List<String> names = layers.stream().map(Layer::name).toList();
        Map<String, Integer> leaving = new LinkedHashMap<>();
        for (int k = 0; k < feedforward.size(); k++) {
            Pathway pathway = feedforward.get(k);
            String at = "feedforward[" + k + "]";
            if (!pathway.from().equals(input) && !names.contains(pathway.from())) {
                throw Misfit.expected(at + ".from", "one of " + input + ", " + String.join(", ", names));
            }
            if (!names.contains(pathway.to())) {
                throw Misfit.expected(at + ".to", "one of the layers " + String.join(", ", names));
            }
            if (leaving.putIfAbsent(pathway.from(), k) != null) {
                throw Misfit.expected(at + ".from", "one projection out of each population of the chain");
            }
        }
        return leaving;
    }

    private static Misfit cycle(int k, Set<String> seen) {
        return Misfit.expected(
                "feedforward[" + k + "].to",
                "a chain without a cycle (so far " + String.join(" -> ", seen)
                        + "; what returns belongs under projections, with a delay)");
    }
}

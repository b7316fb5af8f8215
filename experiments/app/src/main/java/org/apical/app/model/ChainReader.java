package org.apical.app.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apical.app.UserError;

/** Puts the layers of a file in the order of its feedforward list, which must be one chain from the input through all of them. */
final class ChainReader {
    private final String input;
    private final Map<String, Located> layers;

    /** @param layers where each layer is described, by name */
    ChainReader(String input, Map<String, Located> layers) {
        this.input = input;
        this.layers = layers;
    }

    /** The feedforward projections in the order of the chain. */
    List<Located> order(Located feedforward) {
        Map<String, Located> leaving = new LinkedHashMap<>();
        for (Located projection : feedforward.items()) {
            projection.keys(ProjectionReader.KEYS);
            String from = population(projection.get("from"));
            Located before = leaving.putIfAbsent(from, projection);
            if (before != null) {
                throw projection.get("from").expected("one projection out of each population of the chain");
            }
            if (!layers.containsKey(projection.get("to").text())) {
                throw projection.get("to").expected("one of the layers " + String.join(", ", layers.keySet()));
            }
        }
        List<Located> chain = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(input));
        for (String at = input; leaving.containsKey(at); ) {
            Located projection = leaving.remove(at);
            Located to = projection.get("to");
            if (!seen.add(to.text())) {
                throw cycle(to, seen);
            }
            chain.add(projection);
            at = to.text();
        }
        for (Located left : leaving.values()) {
            Located from = left.get("from");
            throw seen.contains(from.text()) ? cycle(left.get("to"), seen) : unreached(from);
        }
        layers.forEach((name, layer) -> {
            if (!seen.contains(name)) {
                throw layer.expected("a feedforward projection that leads to this layer");
            }
        });
        return chain;
    }

    private UserError cycle(Located to, Set<String> seen) {
        return to.expected("a chain without a cycle (so far " + String.join(" -> ", seen)
                + "; what returns belongs under projections, with a delay)");
    }

    private UserError unreached(Located from) {
        return from.expected(
                "a chain without a cycle that begins at " + input + ", which this population is not reached from");
    }

    private String population(Located name) {
        if (!name.text().equals(input) && !layers.containsKey(name.text())) {
            throw name.expected("one of " + input + ", " + String.join(", ", layers.keySet()));
        }
        return name.text();
    }
}

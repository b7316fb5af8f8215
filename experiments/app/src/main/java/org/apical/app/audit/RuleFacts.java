package org.apical.app.audit;

import java.util.List;

/**
 * What a rule reads: declared, and measured on the synapses of this network.
 *
 * @param name of the rule
 * @param where its synapses
 * @param layers locality, layer by layer
 * @param quantities everything that exists at such a synapse
 */
public record RuleFacts(String name, String where, List<LayerLocality> layers, List<QuantityFacts> quantities) {
    public RuleFacts {
        layers = List.copyOf(layers);
        quantities = List.copyOf(quantities);
    }

    /**
     * How the change of one layer's weights depends on what is not at its synapses.
     *
     * @param layer its name
     * @param weights weights and biases that were compared
     * @param differIsolated of those, how many changed otherwise when the rule ran on a recording of the synapse alone
     * @param differPoisoned of those, how many changed otherwise with NaN in everything undeclared
     * @param declaredUnreached declared quantities whose NaN did not reach the change
     */
    public record LayerLocality(
            String layer, long weights, long differIsolated, long differPoisoned, List<String> declaredUnreached) {
        public LayerLocality {
            declaredUnreached = List.copyOf(declaredUnreached);
        }
    }

    /**
     * One quantity.
     *
     * @param quantity in words
     * @param read how, as declared; empty: it is not, and NaN in it must not reach the change
     * @param declaredMs how far back the declared readings reach (ms)
     * @param measuredMs how far back a change of it was felt (to 1/e of its largest effect, ms); NaN where it was not measured or had no effect
     */
    public record QuantityFacts(String quantity, String read, double declaredMs, double measuredMs) {

        /** Whether the rule reads it. */
        public boolean declared() {
            return !read.isEmpty();
        }
    }
}

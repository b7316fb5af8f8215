package org.apical.neuron.compartment;

import java.util.Objects;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * One dendritic compartment of a tree.
 *
 * @param name unique within the cell; {@code basal} and {@code apical} are reserved for the only dendrite of that kind
 * @param kind where its synapses come from: bottom-up (basal) or controller (apical)
 * @param parent {@code soma}, or the name of the dendrite it is attached to
 * @param couplingNanoS axial conductance to the parent (nS), > 0
 */
public record Dendrite(
        @Key("unique within the cell") String name,
        @Key("basal or apical") Kind kind,
        @Key("its membrane") Compartment membrane,

        @Key(value = "soma, or a dendrite listed before it", or = "soma")
        String parent,

        @Key(value = "axial conductance to the parent", above = 0)
        double couplingNanoS) {

    /** Basal or apical. */
    public enum Kind {
        BASAL("basal"),
        APICAL("apical");

        private final String site;

        Kind(String site) {
            this.site = site;
        }

        /** The site that stands for all dendrites of the kind. */
        public String site() {
            return site;
        }
    }

    public Dendrite {
        Objects.requireNonNull(kind, "Dendrite.kind");
        Objects.requireNonNull(membrane, "Dendrite.membrane");
        Objects.requireNonNull(parent, "Dendrite.parent");
        Require.that(name != null && !name.isBlank(), "Dendrite.name", "must not be blank", name);
        Require.positive("Dendrite.couplingNanoS of " + name, couplingNanoS, "nS");
    }
}

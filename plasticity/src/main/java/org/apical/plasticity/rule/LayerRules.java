package org.apical.plasticity.rule;

/** The local rule of each layer's basal synapses: neurons of unlike layers may have rules that differ in their constants. A {@link LocalRule} alone is that of all layers. */
@FunctionalInterface
public interface LayerRules {
    /** The rule of a layer, counted from 0. */
    LocalRule of(int layer);
}

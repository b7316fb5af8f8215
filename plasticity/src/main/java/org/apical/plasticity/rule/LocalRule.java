package org.apical.plasticity.rule;

import org.apical.network.synapse.SynapseView;

/** A local learning rule at the basal synapses of a layer: what it may read is what {@link SynapseView} holds and the rule declares. */
public interface LocalRule extends LocalReader, LayerRules {

    /** The same in every layer. */
    @Override
    default LocalRule of(int layer) {
        return this;
    }

    /** The rule at the synapses of one layer over one block of lanes, handed what it declares and nothing else. */
    default Synapses at(SynapseView view) {
        return on(view.only(quantities()));
    }

    /** The rule on what it has been handed. For {@link #at}. */
    Synapses on(SynapseView view);

    /** State of the rule at one layer; not thread-safe. */
    interface Synapses {
        /** Forgets everything: a new presentation begins. */
        void begin();

        /** Called after every time step; weights change only while {@code plastic}. */
        void step(boolean plastic);

        /**
         * Counts the contribution of the last step of some lanes so many times more: they have settled and are no longer stepped.
         *
         * @throws UnsupportedOperationException if the rule has no contribution that lasts
         */
        default void hold(int[] lanes, int steps) {
            throw new UnsupportedOperationException(getClass().getName() + " cannot hold lanes");
        }

        /** Goes on with lanes of the same rule elsewhere, after {@link #begin}: what it remembers of them, not the change they have caused so far. */
        default void take(Synapses from, int[] lanes) {
            throw new UnsupportedOperationException(getClass().getName() + " cannot take over single lanes");
        }

        /**
         * Adds factor times the change summed over steps and lanes since {@link #begin}, and begins anew.
         *
         * @param dW (units x presynaptic units), modified
         * @param db (units), modified
         */
        void addTo(double[] dW, double[] db, double factor);
    }
}

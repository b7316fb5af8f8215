package org.apical.plasticity.rule;

import org.apical.network.synapse.SynapseView;

/** A local learning rule at the basal synapses of a layer: what it may read is what {@link SynapseView} holds. */
public interface LocalRule {

    /** The rule at the synapses of one layer over one block of lanes. */
    Synapses at(SynapseView view);

    /** State of the rule at one layer; not thread-safe. */
    interface Synapses {
        /** Forgets everything: a new presentation begins. */
        void begin();

        /** Called after every time step; weights change only while {@code plastic}. */
        void step(boolean plastic);

        /**
         * Adds factor times the change summed over steps and lanes since {@link #begin}, and begins anew.
         *
         * @param dW (units x presynaptic units), modified
         * @param db (units), modified
         */
        void addTo(double[] dW, double[] db, double factor);
    }
}

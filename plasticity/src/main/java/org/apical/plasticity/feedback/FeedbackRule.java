package org.apical.plasticity.feedback;

import org.apical.network.synapse.ApicalSynapseView;
import org.apical.plasticity.rule.LocalReader;

/** A local learning rule at the apical synapses of a layer, where the controller ends: what it may read is what {@link ApicalSynapseView} holds and the rule declares. */
public interface FeedbackRule extends LocalReader {

    /** The rule at the synapses of one layer over one block of lanes, handed what it declares and nothing else. */
    default Synapses at(ApicalSynapseView view) {
        return on(view.only(quantities()));
    }

    /** The rule on what it has been handed. For {@link #at}. */
    Synapses on(ApicalSynapseView view);

    /** State of the rule at one layer; not thread-safe. */
    interface Synapses {
        /** Forgets everything: a new presentation begins. */
        void begin();

        /** Called after every time step; weights change only while {@code plastic}. */
        void step(boolean plastic);

        /**
         * Adds factor times dQ of the presentation since {@link #begin}, summed over lanes.
         *
         * @param dQ (units x outputs), modified
         */
        void addTo(double[] dQ, double factor);
    }
}

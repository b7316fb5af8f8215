package org.apical.plasticity.rule;

import org.apical.network.synapse.SynapseView;

/** A local rule that can change weights while they are in use: after every step w_ij := w_ij + eta (change of the step). */
public interface OnlineRule extends LocalRule {

    /**
     * The rule at the synapses of one layer, in one lane, handed what it declares and nothing else.
     *
     * @param bySource w, (presynaptic units x units), modified
     * @param eta weight per unit of the rule's change
     * @throws org.apical.neuron.parameter.ParameterException if the presynaptic side does not send spikes, or there are several lanes
     */
    default OnlineSynapses onlineAt(SynapseView view, double[] bySource, double eta) {
        return onlineOn(view.only(quantities()), bySource, eta);
    }

    /** The rule on what it has been handed. For {@link #onlineAt}. */
    OnlineSynapses onlineOn(SynapseView view, double[] bySource, double eta);

    /**
     * Weights that learn; not thread-safe. Between steps the weights of a source are true from the step in which it fires until the next step is taken: what
     * its spikes transmit. Before {@link #begin} and after {@link #end} all are.
     */
    interface OnlineSynapses {
        /** A new presentation. */
        void begin();

        /** Called after every time step; weights change only while {@code plastic}. */
        void step(boolean plastic);

        /** The presentation is over. */
        void end();
    }
}

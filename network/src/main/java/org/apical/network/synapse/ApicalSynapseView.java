package org.apical.network.synapse;

import java.util.Set;

/**
 * Everything that exists at the apical synapses of one layer, where the controller ends. A feedback rule receives this and nothing else: no soma, no output, no
 * target, no forward weight can be reached from here.
 *
 * @param pre the controller: its trace is u as these synapses read it
 * @param weights Q, (units x outputs), abstract; live, not to be written; none where the weights are nobody's yet
 * @param lanes samples side by side
 */
public record ApicalSynapseView(Presynaptic pre, ApicalSite post, double[] weights, int lanes) {

    @Override
    public double[] weights() {
        return UndeclaredReadingException.granted(weights, Quantity.WEIGHT);
    }

    /** The same with the weights of the synapses, an array that their owner keeps up to date. */
    public ApicalSynapseView with(double[] ownWeights) {
        return new ApicalSynapseView(pre, post, ownWeights, lanes);
    }

    /** The same with nothing in it but what is declared; reaching for the rest throws {@link UndeclaredReadingException}. */
    public ApicalSynapseView only(Set<Quantity> declared) {
        return new ApicalSynapseView(
                pre.only(declared), post.only(declared), declared.contains(Quantity.WEIGHT) ? weights : null, lanes);
    }
}

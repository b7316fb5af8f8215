package org.apical.network.synapse;

import java.util.Set;

/**
 * Everything that exists at the basal synapses of one layer. A local rule receives this and nothing else: no other layer, no output error, no
 * control, no feedback weight can be reached from here.
 *
 * @param lanes samples side by side
 */
public record SynapseView(Presynaptic pre, Postsynaptic post, int lanes) {

    /** The same with nothing in it but what is declared; reaching for the rest throws {@link UndeclaredReadingException}. */
    public SynapseView only(Set<Quantity> declared) {
        return new SynapseView(pre.only(declared), post.only(declared), lanes);
    }
}

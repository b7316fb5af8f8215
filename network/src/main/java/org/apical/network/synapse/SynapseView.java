package org.apical.network.synapse;

/**
 * Everything that exists at the basal synapses of one layer. A local rule receives this and nothing else: no other layer, no output error, no
 * control, no feedback weight can be reached from here.
 *
 * @param lanes samples side by side
 */
public record SynapseView(Presynaptic pre, Postsynaptic post, int lanes) {}

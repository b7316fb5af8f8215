/** What a network is, whatever it is run as: sizes, transfer functions, weights in abstract units. Test: NetworkWeightsTest. */
package org.apical.network.description;

package org.apical.network.synapse;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything that exists at the basal synapses of one layer. A local rule receives this and nothing else: no other layer, no output error, no
 * control, no feedback weight can be reached from here.
 *
 * @param source of the weights in use; none: they are nobody's yet
 * @param lanes samples side by side
 */
public record SynapseView(Presynaptic pre, Postsynaptic post, Supplier<double[]> source, int lanes) {

    /** Of synapses whose weights nobody reads. */
    public SynapseView(Presynaptic pre, Postsynaptic post, int lanes) {
        this(pre, post, null, lanes);
    }

    /** The weights, (units x presynaptic units): one signed number a synapse, or (2 x units x presynaptic units), what excites before what inhibits; not to be written. */
    public double[] weights() {
        return UndeclaredReadingException.granted(source, Quantity.WEIGHT).get();
    }

    /** The same with nothing in it but what is declared; reaching for the rest throws {@link UndeclaredReadingException}. */
    public SynapseView only(Set<Quantity> declared) {
        return new SynapseView(
                pre.only(declared), post.only(declared), declared.contains(Quantity.WEIGHT) ? source : null, lanes);
    }
}

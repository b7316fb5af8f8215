package org.apical.network.description;

import org.apical.neuron.parameter.Require;

/**
 * Weights between neighbouring layers beside W that a way of feedback or a theory of learning owns: of every layer but the first in the shape of its W or of W^T.
 *
 * @param name what they are kept under, without a slash
 */
public record OwnPathway(String name, Way way) {
    /** S, backwards. */
    public static final OwnPathway BACKWARD = new OwnPathway("backward", Way.DOWN);

    public OwnPathway {
        Require.that(!name.isEmpty() && name.indexOf('/') < 0, "OwnPathway.name", "must be a name without /", name);
    }

    /** Where it goes. */
    public enum Way {
        /** From the units of the layer below, (units x presynaptic units), with biases (units). */
        UP,
        /** From the units of the layer to that below, (presynaptic units x units), without. */
        DOWN
    }
}

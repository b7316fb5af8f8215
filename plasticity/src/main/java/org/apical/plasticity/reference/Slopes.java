package org.apical.plasticity.reference;

import org.apical.network.description.NetworkDescription;
import org.apical.network.theory.SampleState;

/** phi'(v) of a layer. */
final class Slopes {
    private Slopes() {}

    /** g := phi'(v_l) o g (modified). */
    static void multiply(NetworkDescription network, SampleState state, int layer, double[] g) {
        for (int i = 0; i < g.length; i++) {
            g[i] *= network.transfer(layer).derivative(state.potential(layer)[i]);
        }
    }
}

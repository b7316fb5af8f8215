package org.apical.app.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.app.data.NpzArrays.Array;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;

/**
 * The weights of a network by the names that they have outside, in abstract units, layers counted from 1: {@code W1} (units x presynaptic units), {@code b1} (units), {@code Q1} (units x outputs), {@code S2}
 * (presynaptic units x units) where there are backward weights, {@code P1} (units x presynaptic units) of projections outside the chain, in their order. Other pathways that a theory of learning owns have no name here.
 */
public final class NamedWeights {
    private NamedWeights() {}

    /** The arrays of weights; live. */
    public static Map<String, Array> of(NetworkDescription network, NetworkWeights weights) {
        Map<String, Array> all = new LinkedHashMap<>();
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            int presynaptic = network.presynapticUnits(l);
            int layer = l + 1;
            put(all, "W" + layer, weights.forward(l), units, presynaptic);
            put(all, "b" + layer, weights.bias(l), units);
            put(all, "Q" + layer, weights.feedback(l), units, network.outputs());
            if (weights.backward(l).length > 0) {
                put(all, "S" + layer, weights.backward(l), presynaptic, units);
            }
        }
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription p = network.others().get(k);
            put(all, "P" + (k + 1), weights.other(k), network.unitsOf(p.to()), network.unitsOf(p.from()));
        }
        return all;
    }

    private static void put(Map<String, Array> all, String name, double[] values, int... shape) {
        all.put(name, new Array(shape, values));
    }

    /** Whether a name is that of feedback. */
    static boolean feedback(String name) {
        return name.startsWith("Q") || name.startsWith("S");
    }
}

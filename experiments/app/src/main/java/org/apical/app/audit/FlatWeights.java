package org.apical.app.audit;

import java.util.List;
import org.apical.app.data.NpzArrays.Array;
import org.apical.app.experiment.NamedWeights;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;

/** The weights of a network as numbers in a row, to be kept. */
final class FlatWeights {
    private FlatWeights() {}

    private static List<double[]> arrays(NetworkDescription network, NetworkWeights weights) {
        return NamedWeights.of(network, weights).values().stream()
                .map(Array::values)
                .toList();
    }

    /** How many numbers there are. */
    static int size(NetworkDescription network, NetworkWeights weights) {
        return arrays(network, weights).stream().mapToInt(a -> a.length).sum();
    }

    /** Puts them into a row, from a place on. */
    static void put(NetworkDescription network, NetworkWeights weights, double[] row, int from) {
        int at = from;
        for (double[] array : arrays(network, weights)) {
            System.arraycopy(array, 0, row, at, array.length);
            at += array.length;
        }
    }

    /** Sets weights to those of a row, from a place on. */
    static void take(NetworkDescription network, NetworkWeights weights, double[] row, int from) {
        int at = from;
        for (double[] array : arrays(network, weights)) {
            System.arraycopy(row, at, array, 0, array.length);
            at += array.length;
        }
    }
}

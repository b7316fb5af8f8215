package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;

/** The weights of a network as numbers in a row, to be kept. */
final class FlatWeights {
    private FlatWeights() {}

    private static List<double[]> arrays(NetworkDescription network, NetworkWeights weights) {
        List<double[]> arrays = new ArrayList<>();
        for (int l = 0; l < network.layers(); l++) {
            arrays.addAll(List.of(weights.forward(l), weights.bias(l), weights.feedback(l)));
        }
        for (int k = 0; k < network.others().size(); k++) {
            arrays.add(weights.other(k));
        }
        return arrays;
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
            double[] part = Arrays.copyOfRange(row, at, at + array.length);
            System.arraycopy(part, 0, array, 0, array.length);
            at += array.length;
        }
    }
}

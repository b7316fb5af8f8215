package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;

/**
 * The network of one seed as its file describes it, after all its epochs.
 *
 * @param trained what came of it
 * @param weights those of the first forward update, then the last ones; fewer where it diverged
 */
record Learned(Trained trained, List<NetworkWeights> weights) {

    /** Its numbers in a row, to be kept. */
    double[] numbers(NetworkDescription network) {
        double[] scores = trained.numbers();
        int each = weights.isEmpty() ? 0 : FlatWeights.size(network, weights.get(0));
        double[] row = Arrays.copyOf(scores, scores.length + weights.size() * each);
        for (int k = 0; k < weights.size(); k++) {
            FlatWeights.put(network, weights.get(k), row, scores.length + k * each);
        }
        return row;
    }

    /**
     * Of its numbers in a row.
     *
     * @param like weights of the same network
     */
    static Learned of(double[] row, NetworkDescription network, NetworkWeights like) {
        Trained trained = Trained.of(row);
        int from = trained.numbers().length;
        int each = FlatWeights.size(network, like);
        List<NetworkWeights> weights = new ArrayList<>();
        for (int at = from; at < row.length; at += each) {
            NetworkWeights copy = like.copy();
            FlatWeights.take(network, copy, row, at);
            weights.add(copy);
        }
        return new Learned(trained, weights);
    }
}

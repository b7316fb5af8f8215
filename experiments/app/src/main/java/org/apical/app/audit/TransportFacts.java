package org.apical.app.audit;

import java.util.List;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.experiment.LearningMethod.ErrorPath;

/**
 * Whether the feedback weights are, or become, the forward weights transposed.
 *
 * @param provenance where the weights come from by which the error comes to hidden layers
 * @param copies whether the method copies weights, these or others
 * @param path by what weights the error comes to hidden layers
 * @param layers one by one; none where it comes by no weights that could be those of the forward synapses
 * @param total all layers stacked
 */
public record TransportFacts(
        Origin provenance, boolean copies, ErrorPath path, List<Alignment> layers, Alignment total) {
    public TransportFacts {
        layers = List.copyOf(layers);
    }

    /**
     * Cosines of one layer's Q or S, as one vector, before anything is learned and at the end.
     *
     * @param layer its name
     * @param productBefore of Q to (W_L ... W_{i+1})^T, of S to W^T
     * @param jacobianBefore to J_i^T, mean over samples; NaN of S, and where the network is no chain
     * @param productAfter as before, at the end
     * @param jacobianAfter as before, at the end
     * @param randomDeviation standard deviation of the cosine of a random Q of this size to any matrix, 1 / sqrt(entries of Q)
     * @param chance that such a Q has a cosine to the product at least as far from 0 as {@code productBefore}
     * @param changed ||Q_end - Q_start||_F / ||Q_start||_F
     */
    public record Alignment(
            String layer,
            double productBefore,
            double jacobianBefore,
            double productAfter,
            double jacobianAfter,
            double randomDeviation,
            double chance,
            double changed) {}

    /** Whether no weight is copied: the method does without, and nothing shows in feedback weights. */
    public boolean free() {
        return !copies && provenance != Origin.COPIED && leastChance() >= Audit.LEAST_CHANCE;
    }

    /** The smallest chance of a layer. */
    public double leastChance() {
        return layers.stream().mapToDouble(Alignment::chance).min().orElse(1);
    }

    /** What the weights are called by which the error comes. */
    public String symbol() {
        return path == ErrorPath.Q ? "Q" : "S";
    }
}

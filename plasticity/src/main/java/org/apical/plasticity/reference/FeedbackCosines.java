package org.apical.plasticity.reference;

import java.util.List;

/**
 * Cosines between feedback weights and a reference for them.
 *
 * @param layers of each layer, its matrix as one vector
 * @param total of all layers stacked
 */
public record FeedbackCosines(List<Double> layers, double total) {
    public FeedbackCosines {
        layers = List.copyOf(layers);
    }
}

package org.apical.plasticity.reference;

import java.util.List;

/**
 * Share of the update of a sample that lies in the null space of the output's Jacobian with respect to the weights and changes no output, to first order; in [0, 1].
 *
 * @param layers of each layer by itself
 * @param total of all layers and biases at once
 */
public record NullSpaceShares(List<Double> layers, double total) {
    public NullSpaceShares {
        layers = List.copyOf(layers);
    }
}

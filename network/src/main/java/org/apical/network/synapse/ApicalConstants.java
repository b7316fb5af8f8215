package org.apical.network.synapse;

import org.apical.neuron.parameter.Require;

/**
 * Constants an apical synapse shares with its whole population.
 *
 * @param potentialPerFeedback what a steady feedback Q u = 1 does to V_a: 1, or mV
 * @param layersAbove L - i, the layers between this population and the output; 0 at the output
 */
public record ApicalConstants(double potentialPerFeedback, int layersAbove) {
    public ApicalConstants {
        Require.atLeast("ApicalConstants.layersAbove", layersAbove, 0);
    }
}

package org.apical.plasticity.training;

import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.formulation.Formulation;

/**
 * Weights of a batch.
 *
 * @param given abstract, as they learn
 * @param mapped as a formulation runs them
 */
record EnteredWeights(NetworkWeights given, SynapticWeights mapped) {
    static EnteredWeights of(Formulation formulation, NetworkWeights weights) {
        return new EnteredWeights(weights, formulation.map(weights));
    }
}

package org.apical.plasticity.reference;

import org.apical.network.theory.LinearisedNetwork;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A reference update that is not local: it reads the output error, and Jacobians of the whole network or errors of other layers. Local rules cannot reach this package
 * (ArchitectureTest).
 */
public interface NonLocal {

    /**
     * Adds factor times the update of one sample: dW_i = g_i r_{i-1}^T, feedforward rates.
     *
     * @param network linearised at the feedforward state of the sample
     * @param descent minus the loss gradient at the output, (n_L)
     * @param update modified
     */
    void addTo(WeightUpdate update, LinearisedNetwork network, double[] descent, double factor);
}

package org.apical.plasticity.reference;

import org.apical.network.theory.LinearisedNetwork;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A reference update that is not local: it reads Jacobians of the whole network and the output error. Local rules cannot reach this package
 * (ArchitectureTest).
 */
public interface NonLocal {

    /**
     * Adds factor times the update of one sample: dW_i = g_i r_{i-1}^T with g = J^T x, feedforward rates.
     *
     * @param network linearised at the feedforward state of the sample
     * @param descent minus the loss gradient at the output, (n_L)
     * @param update modified
     */
    default void addTo(WeightUpdate update, LinearisedNetwork network, double[] descent, double factor) {
        double[] x = outputSignal(network, descent);
        var jacobian = network.jacobian();
        for (int l = 0; l < update.layers(); l++) {
            double[] g = new double[update.bias(l).length];
            for (int i = 0; i < g.length; i++) {
                for (int o = 0; o < x.length; o++) {
                    g[i] += jacobian.get(o, network.offset(l) + i) * x[o];
                }
            }
            update.addOuter(l, g, network.state().presynaptic(l), factor);
        }
    }

    /** What is sent back from the output, x (n_L). */
    double[] outputSignal(LinearisedNetwork network, double[] descent);
}

package org.apical.plasticity.reference;

import org.apical.network.theory.LinearisedNetwork;
import org.apical.plasticity.update.WeightUpdate;

/** A reference that sends a signal x back from the output by the exact Jacobian: g = J^T x. */
public interface JacobianTransposed extends NonLocal {

    @Override
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

package org.apical.plasticity.update;

import org.apical.neuron.transfer.TransferFunction;

/** The update read from one state rather than averaged over time ("DFC-SS", "DFC-SSA"; physics.md 1). */
public final class SteadyStateUpdate {
    private SteadyStateUpdate() {}

    /**
     * Adds factor (phi(v) - phi(v_basal)) r_prev^T of one sample to a layer.
     *
     * @param update modified
     * @param v potential of each unit
     * @param basal prediction W r_prev + b of each unit
     * @param presynaptic r_prev
     */
    public static void add(
            WeightUpdate update,
            int layer,
            TransferFunction phi,
            double[] v,
            double[] basal,
            double[] presynaptic,
            double factor) {
        update.addOuter(layer, error(phi, v, basal), presynaptic, factor);
    }

    /** phi(v) - phi(v^ff). */
    public static double[] error(TransferFunction phi, double[] v, double[] basal) {
        double[] error = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            error[i] = phi.value(v[i]) - phi.value(basal[i]);
        }
        return error;
    }
}

package org.apical.neuron.model;

/** How the equations of a neuron advance by a step. */
public enum Integration {
    /** The exact propagator; for current synapses and somata without a current beside their leak. Unconditionally stable. */
    EXACT,
    /**
     * Second order: conductances at the middle of the step, then one linearly implicit midpoint step of the whole tree, (C/dt + J/2) dV = I(V),
     * J = -dI/dV, solved from the leaves to the soma and back (Hines 1984). For any synapses and somata
     * without a current beside their leak. A-stable for passive membranes; with NMDA a step must be shorter than the regenerative upswing, C/dt + J/2 > 0 in every compartment, or it is refused.
     */
    IMPLICIT_TREE,
    /**
     * The classical Runge–Kutta scheme of fourth order on all variables jointly. For every neuron. Stable for dt below 2.78 of the fastest time
     * constant.
     */
    RUNGE_KUTTA_4;

    /** The scheme for a neuron: exact where the membrane is linear, implicit with conductances, Runge–Kutta for somata with a current beside their leak. */
    public static Integration of(NeuronModel model) {
        if (model.linear()) {
            return EXACT;
        }
        return model.output().current().isPresent() ? RUNGE_KUTTA_4 : IMPLICIT_TREE;
    }
}

package org.apical.neuron.model;

/** How the equations of a neuron advance by a step. */
public enum Integration {
    /** The exact propagator; for current synapses and somata without a current beside their leak. Unconditionally stable. */
    EXACT,
    /**
     * One linearly implicit step of the whole tree, (C/dt + theta J) dV = I(V), J = -dI/dV, with conductances at the middle of the step, solved from the leaves to the soma
     * and back (Hines 1984). For any synapses and somata without a current beside their leak. Second order, theta = 1/2, where the step resolves the conductances of a
     * neuron; first order and monotone where it does not: no potential leaves the interval of its reversals and rest, at any conductance and dt.
     */
    IMPLICIT_TREE,
    /**
     * The classical Runge–Kutta scheme of fourth order on all variables jointly. For every neuron. dt must be below 2.78 of the fastest time constant of membrane and
     * adaptation. Conductances and synapses may be as fast as they like: a neuron whose conductances the step does not resolve takes it in parts, and a
     * synapse that decays within the step decays exactly.
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

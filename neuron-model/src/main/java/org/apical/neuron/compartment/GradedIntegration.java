package org.apical.neuron.compartment;

/** One time step of the compartments under currents that are constant over the step. */
public sealed interface GradedIntegration permits ExactIntegration, QuasiStaticDendrites {

    /**
     * Advances the first n elements.
     *
     * @param state modified
     * @param basalPicoA I_b (pA), [row][lane]
     * @param apicalPicoA I_a (pA), [row][lane]
     */
    void advance(CompartmentState state, double[] basalPicoA, double[] apicalPicoA, int n);
}

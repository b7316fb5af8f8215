package org.apical.neuron.model;

/** Advances potentials and adaptation by one part of a step. Not thread-safe. */
interface Stepper {

    /** Elements that a stepper takes at once at most. */
    int BLOCK = 256;

    /**
     * Advances n elements.
     *
     * @param from first element of the state
     * @param inputFrom first element of the inputs
     * @param n at most {@link #BLOCK}
     * @param now number of this part-step
     */
    void advance(int from, int inputFrom, int n, double now);

    /** What a part-step leaves of each input: exp(-dt/tau), or what the scheme makes of it. */
    double[] decay();
}

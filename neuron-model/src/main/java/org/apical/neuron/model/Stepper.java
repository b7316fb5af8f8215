package org.apical.neuron.model;

/** Advances potentials and variables of the soma by one part of a step. Not thread-safe. */
interface Stepper {

    /** Elements that a stepper takes at once at most. */
    int BLOCK = 1024;
    /** The same for steppers that keep several numbers a compartment beside the state: with those, too, a block stays in the first cache. */
    int SMALL_BLOCK = 192;

    /** Elements to be given to this stepper at once at most. */
    int block();

    /**
     * Advances n elements.
     *
     * @param from first element of the state
     * @param inputs of the same elements, from {@code inputFrom} on
     * @param n at most {@link #block}
     * @param now number of this part-step
     */
    void advance(int from, double[][] inputs, int inputFrom, int n, double now);

    /** What is left to be multiplied with each input of a unit after a part-step: exp(-dt/tau) or what the scheme makes of it; 1 where it did so itself. */
    double[] decay(int unit);
}

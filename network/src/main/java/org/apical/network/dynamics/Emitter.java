package org.apical.network.dynamics;

/** A population that sends something: the input, a layer, a source. */
public interface Emitter {

    /** What leaves the axons: rates, Hz, or spike counts of the step, [unit][lane]; the live array. */
    double[] transmitted();

    /** Whether that is spikes: whole numbers, from the first step on. */
    boolean spikes();
}

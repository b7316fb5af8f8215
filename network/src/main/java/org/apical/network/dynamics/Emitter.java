package org.apical.network.dynamics;

import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.model.SpikeList;

/** A population that sends something: the input, a layer, a source. */
public interface Emitter {

    /** What leaves the axons: rates, Hz, or spike counts of the step, [unit][lane]; the live array. */
    double[] transmitted();

    /** Whether that is spikes: whole numbers, from the first step on. */
    boolean spikes();

    /** Whether it fires on its own, whatever the layers do. */
    default boolean onItsOwn() {
        return false;
    }

    /** Where in the last step's array spikes are, in ascending order, if the population knows; else null. */
    default SpikeList where() {
        return null;
    }

    /** What of it is made ahead in this presentation; null if nothing is. */
    default Ahead ahead() {
        return null;
    }

    /** How the trace that synapses keep of it moves, if it is one of spikes; else null. */
    default TraceDecay traceDecay() {
        return null;
    }
}

package org.apical.network.dynamics;

import org.apical.network.description.SynapticWeights;

/** A {@link FeedbackPath} at work over a block of lanes. Not thread-safe. */
public interface Feedback {

    /** A presentation begins: no control has been sent. */
    default void begin() {}

    /**
     * One time step, before the layers are stepped.
     *
     * @param control u, or what leaves the controller for synapses that keep it, [output][lane]; not modified
     * @param injected of each layer, [unit][lane]: what reaches its apical dendrites is added
     */
    void feedBack(SynapticWeights weights, double[] control, double[][] injected);

    /** Goes on from where lanes of the same path elsewhere are: this lane k from its lane {@code lanes[k]}. */
    default void take(Feedback from, int[] lanes) {}
}

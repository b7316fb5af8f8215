package org.apical.network.ensemble;

import java.util.random.RandomGenerator;

/** The neurons of an {@link Ensemble} at work over a block of lanes. Not thread-safe. */
public interface Population {

    /**
     * The steady state in which zero is represented.
     *
     * @param random one generator a lane; populations without randomness do not look at it
     */
    void begin(RandomGenerator[] random);

    /**
     * One time step under a represented number that holds during it.
     *
     * @param represented what drives the neurons, [dimension][lane]; not modified
     * @param decoded what their activity of this step decodes to, [dimension][lane]; written
     */
    void advance(double[] represented, double[] decoded);

    /** Rates (Hz) or spike counts of the last step, [lane][dimension][neuron]; the live array. */
    double[] activity();

    /** The neurons. */
    Ensemble ensemble();
}

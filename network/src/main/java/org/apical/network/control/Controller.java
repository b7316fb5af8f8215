package org.apical.network.control;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Drives the output of a network to its target over a block of lanes; arrays [output][lane]. Not thread-safe. */
public interface Controller {

    /**
     * No control, nothing integrated: a new presentation begins.
     *
     * @param random asked, by controllers with randomness only, for one generator a lane
     */
    void begin(Supplier<RandomGenerator[]> random);

    /**
     * One time step.
     *
     * @param target r_L*; not modified
     * @param output r_L before the step: rates, or the spikes of the step before as rates; not modified
     */
    void advance(double[] target, double[] output);

    /**
     * Goes on from where lanes of another controller of the same kind are: this lane k from its lane {@code lanes[k]}.
     *
     * @throws UnsupportedOperationException if the state of a lane is more than numbers that can be copied (random streams)
     */
    default void take(Controller from, int[] lanes) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " cannot take over single lanes");
    }

    /** Steps for which what leaves it is on its way to the dendrites. */
    default int delaySteps() {
        return 0;
    }

    /** u, as the dendrites it reaches read it; the live array. */
    double[] control();

    /**
     * What leaves the controller in this step, for synapses that keep it themselves: the jump of their current per unit of Q, such that the mean
     * current is Q u. Where no spikes are sent, u itself; the live array.
     */
    double[] transmitted();
}

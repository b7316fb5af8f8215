package org.apical.app.experiment;

import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Sizes;

/** The delays of an experiment: on the grid of its time step, and together within memory, which is counted before any of it is allocated. */
final class Delays {
    /** Of an array, in numbers. */
    private static final double OVERHEAD = 3;

    private final double dtMs;
    private double numbers;

    Delays(double dtMs) {
        this.dtMs = dtMs;
    }

    /**
     * Counts a delay.
     *
     * @param key where it stands
     * @param units whose values of every step on the way are kept, in each lane
     * @param copies how often they are kept
     * @throws org.apical.neuron.parameter.ParameterException if it lies between two steps, or if no memory holds it beside those before
     */
    void add(String key, double delayMs, int units, int copies) {
        int steps = Grid.steps(key, delayMs, dtMs);
        numbers += (double) copies * steps * ((double) units * Learners.LANES + OVERHEAD);
        Sizes.requireRoom(steps + " steps x " + units + " units x " + Learners.LANES + " lanes of " + key, numbers);
    }
}

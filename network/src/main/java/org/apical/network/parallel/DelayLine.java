package org.apical.network.parallel;

import org.apical.neuron.parameter.Sizes;

/** What left a population in its last steps. */
public final class DelayLine {
    /** Of an array, in numbers. */
    private static final int OVERHEAD = 3;

    private final double[][] ring;
    private int last;

    /**
     * @param name of what is delayed, for the message if it cannot be held in memory
     * @param steps how far back it reaches, >= 1
     */
    public DelayLine(String name, int steps, int size) {
        Sizes.requireRoom(name + ": a delay of " + steps + " steps", (double) steps * (size + OVERHEAD));
        ring = new double[steps][size];
    }

    /** As if {@code transmitted} had left at every step before. */
    public void settle(double[] transmitted) {
        for (double[] slot : ring) {
            System.arraycopy(transmitted, 0, slot, 0, slot.length);
        }
        last = 0;
    }

    /** Takes what left in the step that ends now. */
    public void push(double[] transmitted) {
        last = (last + 1) % ring.length;
        System.arraycopy(transmitted, 0, ring[last], 0, transmitted.length);
    }

    /** Goes on with lanes of another line of the same length. */
    public void take(DelayLine from, int[] lanes) {
        for (int slot = 0; slot < ring.length; slot++) {
            Lanes.take(from.ring[slot], ring[slot], lanes);
        }
        last = from.last;
    }

    /** The oldest: what left as many steps ago as the line is long, the step that ended last being one step ago. */
    public double[] oldest() {
        return ring[(last + 1) % ring.length];
    }
}

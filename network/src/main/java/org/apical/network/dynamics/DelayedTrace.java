package org.apical.network.dynamics;

import org.apical.network.parallel.DelayLine;
import org.apical.network.parallel.Lanes;

/** The trace of a layer as it is at synapses that it reaches after a delay. */
final class DelayedTrace {
    private final Layer from;
    private final DelayLine line;
    /** What arrived in the step that ended last. */
    private final double[] arrived;

    /** @param delay steps from leaving to arriving, >= 1 */
    DelayedTrace(Layer from, int delay) {
        this.from = from;
        this.arrived = new double[from.trace().length];
        this.line = new DelayLine("trace of a plastic projection", delay, arrived.length);
    }

    /** Live. */
    double[] arrived() {
        return arrived;
    }

    /** As if the layer had always been as it is now. */
    void fill() {
        line.settle(from.trace());
        System.arraycopy(from.trace(), 0, arrived, 0, arrived.length);
    }

    /** The step is over. */
    void push() {
        System.arraycopy(line.oldest(), 0, arrived, 0, arrived.length);
        line.push(from.trace());
    }

    /** Goes on with lanes of the same trace elsewhere. */
    void take(DelayedTrace other, int[] lanes) {
        line.take(other.line, lanes);
        Lanes.take(other.arrived, arrived, lanes);
    }
}

package org.apical.network.dynamics;

import java.util.Arrays;
import org.apical.network.parallel.DelayLine;
import org.apical.network.parallel.Lanes;

/** The trace of a layer, and its spikes if it has any, as they are at synapses that it reaches after a delay. */
final class DelayedTrace {
    private final Layer from;
    private final DelayLine line;
    /** What arrived in the step that ended last. */
    private final double[] arrived;
    /** Null where rates are sent. */
    private final DelayLine spikeLine;

    private final double[] arrivedSpikes;

    /** @param delay steps from leaving to arriving, >= 1 */
    DelayedTrace(Layer from, int delay) {
        this.from = from;
        this.arrived = new double[from.trace().length];
        this.line = new DelayLine("trace of a plastic projection", delay, arrived.length);
        this.spikeLine = from.spikes() ? new DelayLine("spikes of a plastic projection", delay, arrived.length) : null;
        this.arrivedSpikes = from.spikes() ? new double[arrived.length] : null;
    }

    /** Live. */
    double[] arrived() {
        return arrived;
    }

    /** Live; null where rates are sent. */
    double[] arrivedSpikes() {
        return arrivedSpikes;
    }

    /** As if the layer had always been as it is now; spikes of before the presentation are none. */
    void fill() {
        line.settle(from.trace());
        System.arraycopy(from.trace(), 0, arrived, 0, arrived.length);
        if (spikeLine != null) {
            Arrays.fill(arrivedSpikes, 0);
            spikeLine.settle(arrivedSpikes);
        }
    }

    /** The step is over. */
    void push() {
        push(line, from.trace(), arrived);
        if (spikeLine != null) {
            push(spikeLine, from.transmitted(), arrivedSpikes);
        }
    }

    private static void push(DelayLine line, double[] sent, double[] arrived) {
        System.arraycopy(line.oldest(), 0, arrived, 0, arrived.length);
        line.push(sent);
    }

    /** Goes on with lanes of the same trace elsewhere. */
    void take(DelayedTrace other, int[] lanes) {
        line.take(other.line, lanes);
        Lanes.take(other.arrived, arrived, lanes);
        if (spikeLine != null) {
            spikeLine.take(other.spikeLine, lanes);
            Lanes.take(other.arrivedSpikes, arrivedSpikes, lanes);
        }
    }
}

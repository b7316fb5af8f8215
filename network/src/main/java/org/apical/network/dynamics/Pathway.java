package org.apical.network.dynamics;

import org.apical.network.description.SynapseMatrix;
import org.apical.network.parallel.DelayLine;
import org.apical.neuron.kernel.MatrixProduct;

/** A projection at work over a block of lanes: what left the presynaptic population, delayed, through weights. */
final class Pathway {
    private final Emitter from;
    private final DelayLine line;
    private final SpikeDelivery delivery;
    private final AheadDelivery ahead;

    private final int delay;
    /** Steps until what arrives left after the presentation began: before, it is the mean of a steady state. */
    private int meanSteps;

    /**
     * @param from the presynaptic population
     * @param delay steps from leaving to arriving
     * @param line null where what leaves arrives without a line: at once, or because layers advance from the last to the first
     */
    Pathway(Emitter from, int delay, DelayLine line, MatrixProduct product, int lanes) {
        this.from = from;
        this.delay = delay;
        this.line = line;
        this.delivery = new SpikeDelivery(product, from.transmitted().length / lanes, lanes);
        this.ahead = new AheadDelivery(product, lanes);
    }

    /** Whether the presynaptic population fires on its own, whatever the layers do. */
    boolean constantOnAverage() {
        return from.onItsOwn();
    }

    /** A new presentation: as if the population had always sent what it sends now. */
    void fill() {
        delivery.begin();
        meanSteps = delay;
        if (line != null) {
            line.settle(from.transmitted());
        }
    }

    /** The same, and drive := drive + W x. */
    void settle(SynapseMatrix weights, double[] drive) {
        fill();
        all(weights, from.transmitted(), drive);
    }

    /** drive := drive + W x for x that a layer sends where r = 0. */
    void settleAtZero(SynapseMatrix weights, double[] drive) {
        double x = ((Layer) from).transmittedAtZero();
        int lanes = drive.length / weights.units();
        for (int unit = 0; unit < weights.units() && x != 0; unit++) {
            double sum = 0;
            for (int j = 0; j < weights.sources(); j++) {
                sum += weights.byUnit()[unit * weights.sources() + j];
            }
            for (int k = unit * lanes; k < (unit + 1) * lanes; k++) {
                drive[k] += sum * x;
            }
        }
    }

    /** drive := drive + W x for what arrives in this step. */
    void transmit(SynapseMatrix weights, double[] drive) {
        double[] arriving = line == null ? from.transmitted() : line.oldest();
        if (ahead(weights)) {
            ahead.deliver(weights, from.ahead(), drive);
            arriving = from.ahead().others();
        }
        if (arriving == null) {
            return;
        }
        if (from.spikes() && meanSteps == 0) {
            delivery.deliver(weights, arriving, line == null ? from.where() : null, drive);
        } else {
            all(weights, arriving, drive);
            meanSteps = Math.max(0, meanSteps - 1);
        }
    }

    /** Noise of a stationary law is as good late as at once; counts of the step are not, nor are they under weights that change meanwhile. */
    private boolean ahead(SynapseMatrix weights) {
        return from.ahead() != null && meanSteps == 0 && (!from.spikes() || line == null && !weights.learning());
    }

    private void all(SynapseMatrix weights, double[] x, double[] drive) {
        if (from.spikes()) {
            delivery.many(weights, x, drive);
        } else {
            delivery.dense(weights, x, drive);
        }
    }

    /** Goes on with lanes of the same projection elsewhere. */
    void take(Pathway other, int[] lanes) {
        delivery.begin();
        if (line != null) {
            line.take(other.line, lanes);
        }
    }

    /** The step is over. */
    void push() {
        if (line != null) {
            line.push(from.transmitted());
        }
    }
}

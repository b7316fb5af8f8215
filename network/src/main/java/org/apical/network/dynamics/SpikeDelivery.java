package org.apical.network.dynamics;

import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.model.SpikeList;

/**
 * C := C + W X for the spike counts X of one step, source by source where few sources fire and as a dense product where many do. Both give the same
 * bits as long as the dense product is that of the kernels.
 *
 * <p>A source counts as active if it fires in any lane. Looking for spikes costs a pass over X; where the last look found many, the next {@value
 * #PAUSE} steps take the dense product without looking.
 */
final class SpikeDelivery {
    /** Steps between looks while many sources fire. */
    static final int PAUSE = 64;
    /** Share of active sources from which on the dense product is faster; measured by SpikeDeliveryCost. */
    static final double CROSSOVER = 0.7;
    /** Below one spike a neuron and step every count is 0 or at least 1. */
    private static final double ANY_SPIKE = 0.5;

    private final MatrixProduct product;
    private final Kernels kernels;
    private final int lanes;
    private final int[] active;
    private final int most;
    private int pause;

    SpikeDelivery(MatrixProduct product, int sources, int lanes) {
        this.product = product;
        this.kernels = product.kernels();
        this.lanes = lanes;
        this.active = new int[sources * lanes];
        this.most = lanes == 1 ? sources : (int) (CROSSOVER * sources);
    }

    /** A new presentation: what the last one fired says nothing. */
    void begin() {
        pause = 0;
    }

    /**
     * @param counts spikes of the step, [source][lane]
     * @param where positions of the spikes, null if they must be looked for
     */
    void deliver(SynapseMatrix weights, double[] counts, SpikeList where, double[] drive) {
        if (where == null && pause > 0) {
            pause--;
            many(weights, counts, drive);
            return;
        }
        int sources = where == null ? search(counts) : take(where);
        if (sources > most) {
            pause = PAUSE;
            many(weights, counts, drive);
        } else if (sources > 0) {
            kernels.multiplyAddRows(weights.units(), lanes, weights.bySource(), counts, active, sources, drive);
        }
    }

    /** All sources of spikes; a single lane offers a dense product nothing to do side by side, so it takes source by source. */
    void many(SynapseMatrix weights, double[] counts, double[] drive) {
        if (lanes > 1) {
            dense(weights, counts, drive);
            return;
        }
        for (int k = 0; k < active.length; k++) {
            active[k] = k;
        }
        kernels.multiplyAddRows(weights.units(), 1, weights.bySource(), counts, active, active.length, drive);
    }

    /** All sources: rates, means, or many spikes. */
    void dense(SynapseMatrix weights, double[] x, double[] drive) {
        product.multiplyAdd(weights.units(), weights.sources(), lanes, weights.byUnit(), x, drive);
    }

    private int search(double[] counts) {
        int spikes = kernels.atLeast(counts, 0, counts.length, ANY_SPIKE, active, 0);
        int sources = 0;
        for (int k = 0; k < spikes; k++) {
            sources = add(active[k], sources);
        }
        return sources;
    }

    private int take(SpikeList where) {
        int sources = 0;
        for (int k = 0; k < where.size(); k++) {
            sources = add(where.element(k), sources);
        }
        return sources;
    }

    /** Notes the source of a spike unless it is noted already; never writes ahead of what is still to be read. */
    private int add(int position, int sources) {
        int source = lanes == 1 ? position : position / lanes;
        if (sources > 0 && active[sources - 1] == source) {
            return sources;
        }
        active[sources] = source;
        return sources + 1;
    }
}

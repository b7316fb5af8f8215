package org.apical.network.dynamics;

import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.kernel.MatrixProduct;

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
    static final double CROSSOVER = 0.5;
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
        this.most = (int) (CROSSOVER * sources);
    }

    /** A new presentation: what the last one fired says nothing. */
    void begin() {
        pause = 0;
    }

    /** @param counts spikes of the step, [source][lane] */
    void deliver(SynapseMatrix weights, double[] counts, double[] drive) {
        if (pause > 0) {
            pause--;
            dense(weights, counts, drive);
            return;
        }
        int sources = activeSources(counts);
        if (sources > most) {
            pause = PAUSE;
            dense(weights, counts, drive);
        } else if (sources > 0) {
            kernels.multiplyAddRows(weights.units(), lanes, weights.bySource(), counts, active, sources, drive);
        }
    }

    void dense(SynapseMatrix weights, double[] x, double[] drive) {
        product.multiplyAdd(weights.units(), weights.sources(), lanes, weights.byUnit(), x, drive);
    }

    private int activeSources(double[] counts) {
        int spikes = kernels.atLeast(counts, 0, counts.length, ANY_SPIKE, active, 0);
        if (lanes == 1) {
            return spikes;
        }
        int sources = 0;
        int before = -1;
        for (int k = 0; k < spikes; k++) {
            int source = active[k] / lanes;
            if (source != before) {
                active[sources++] = source;
                before = source;
            }
        }
        return sources;
    }
}
